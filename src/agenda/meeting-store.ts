// What happened to a team's deals since its last meeting: what an agenda is generated from.
import type { Deal } from '../deals/deal.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'

export interface AskedEvents {
  readonly workspace: WorkspaceId
  /** Deals that were logged for one of these teams; undefined: all. */
  readonly teams: readonly TeamId[] | undefined
  /** The day of the last meeting, and that of this one: what happened on `since` and later, before `day`. */
  readonly since: LocalDate
  readonly day: LocalDate
  /** Deals that were won or lost before `since`, on this day or later, and logged as such after the last agenda was seen, belong here too. */
  readonly late?: { readonly from: LocalDate; readonly seen: Instant } | undefined
  /** The same as instants: the beginnings of these two days. */
  readonly between: { readonly from: Instant; readonly before: Instant }
  /** Deals that should close on `day` or later, up to this day, close soon. */
  readonly closingTo: LocalDate
  /** So many deals of each kind at most, the largest first. */
  readonly take: number
}

/** Some deals of several, and what all of them are worth together, in minor units. */
export interface SomeDeals {
  readonly deals: readonly Deal[]
  readonly count: number
  readonly sum: bigint
}

/** An open deal that should have closed by `was` and did not, or that was put off since. */
export interface Slip {
  readonly deal: Deal
  readonly was: LocalDate
}

export interface DealEvents {
  readonly wins: SomeDeals
  readonly closing: SomeDeals
  readonly slips: { readonly slips: readonly Slip[]; readonly count: number; readonly sum: bigint }
  /** Lost ones by reason (empty: not said), the most frequent first. */
  readonly losses: readonly { readonly reason: string; readonly count: number; readonly sum: bigint }[]
}

export interface MeetingStore {
  /** What happened between two meetings. */
  events(asked: AskedEvents): Promise<DealEvents>
}
