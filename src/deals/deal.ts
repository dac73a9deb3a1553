// A deal is its events; what stands here is its latest state, and how one state follows from another.

import type { PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { ExchangeRate } from '../vocabulary/exchange.ts'
import type { DealNumber, MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Money } from '../vocabulary/money.ts'

/** Credit for a part of a deal that goes to somebody other than its owner, in hundredths of a percent (3000 is 30 %). */
export interface Split {
  readonly member: MemberId
  /** That member's team when the credit was given. */
  readonly team?: TeamId
  readonly basisPoints: number
}

/** What a person can say of a deal. */
export interface DealFacts {
  /** Only a won deal counts; a withdrawn one was taken back. */
  readonly state: 'won' | 'open' | 'lost' | 'withdrawn'
  /** An open deal's step in the pipeline, `lead` or `proposal`; of any other the step it was in last, if that is known. */
  readonly stage?: string
  /** The day on which it came to that stage. */
  readonly stageSince?: LocalDate
  /** The stages that it has been in, in order, each once; empty for a deal that was never open. */
  readonly path: readonly string[]
  /** The day on which it came into the pipeline; undefined for one that was logged when it was won. */
  readonly openedOn?: LocalDate
  readonly owner: MemberId
  /** The owner's team when the deal was logged: a later move takes no history along. */
  readonly team: TeamId | undefined
  readonly customer: string
  /** What was sold; empty: not said. */
  readonly product: string
  /** In the workspace's currency: what counts. Of an open or lost deal it may be 0: not known. */
  readonly amount: Money
  /** What was typed, where that was in another currency, with the rate of the deal's day. */
  readonly original?: { readonly amount: Money; readonly rate: ExchangeRate }
  /** The workspace's local day on which it counts; on which an open deal is expected to close, and a lost one was lost. */
  readonly closedOn: LocalDate
  /** Of a lost one: a reason of the workspace's list. */
  readonly lossReason?: string
  readonly note: string
  readonly tags: readonly string[]
  readonly splits: readonly Split[]
}

export interface Deal extends DealFacts {
  readonly number: DealNumber
  /** The number of its latest event, from 1. */
  readonly revision: number
  /** The event that an undo would take back: the latest that has not been taken back; 0 when all have. */
  readonly head: number
  /** Its card was asked for once: from then on it is rewritten, whatever becomes of the deal. */
  readonly announced: boolean
  /** When its latest event was. */
  readonly touchedAt: Instant
  readonly loggedAt: Instant
  readonly loggedBy: MemberId
}

/** What was done: `staged` moved an open deal; `won` and `lost` are also how an open one ends. */
export type DealEventKind = 'won' | 'opened' | 'staged' | 'lost' | 'edited' | 'undone' | 'redone'

export interface DealEvent {
  readonly number: DealNumber
  readonly revision: number
  readonly kind: DealEventKind
  readonly by: MemberId
  readonly platform: PlatformName
  readonly at: Instant
  /** Undefined for the first. */
  readonly before: DealFacts | undefined
  readonly after: DealFacts
  /** What the deal's `head` was before this event, and is after it. */
  readonly headBefore: number
  readonly headAfter: number
  /** The event that an undo took back or a redo brought back. */
  readonly reverts: number | undefined
  /** The manager who allowed it, where somebody had to. */
  readonly approvedBy?: MemberId
}
