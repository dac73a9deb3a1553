// A deal is its events; what stands here is its latest state, and how one state follows from another.

import type { PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { DealNumber, MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Money } from '../vocabulary/money.ts'

/** Credit for a part of a deal that goes to somebody other than its owner, in hundredths of a percent (3000 is 30 %). */
export interface Split {
  readonly member: MemberId
  readonly basisPoints: number
}

/** What a person can say of a deal. */
export interface DealFacts {
  /** Only a won deal counts; a withdrawn one was taken back. */
  readonly state: 'won' | 'open' | 'lost' | 'withdrawn'
  /** An open deal's step in the pipeline, `lead` or `proposal`; of any other the step it was in last, if that is known. */
  readonly stage?: string
  readonly owner: MemberId
  /** The owner's team when the deal was logged: a later move takes no history along. */
  readonly team: TeamId | undefined
  readonly customer: string
  readonly amount: Money
  /** The workspace's local day on which it counts; on which an open deal is expected to close, and a lost one was lost. */
  readonly closedOn: LocalDate
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
  readonly loggedAt: Instant
  readonly loggedBy: MemberId
}

/** The first is how it was logged: won, opened or lost. */
export type DealEventKind = 'won' | 'opened' | 'lost' | 'edited' | 'undone' | 'redone'

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
}
