// What is kept of deals. Every change of a deal goes through `change`: one transaction for the deal, its event, the day
// totals, the posts that follow and the answer to the person.

import type { Answer, Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { DealNumber, MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Pending } from '../workspaces/pending-store.ts'
import type { Deal, DealEvent } from './deal.ts'
import type { Around } from './deal-posts.ts'

/** A member's revenue in a period, in minor units of the workspace's currency, beside the target if there is one. */
export interface Standing {
  readonly period: Period
  readonly actual: bigint
  readonly target: bigint | undefined
}

/** A won deal that another one may be the same as. */
export interface AlikeDeal {
  readonly number: DealNumber
  readonly customer: string
  readonly amount: Money
  readonly closedOn: LocalDate
  readonly ownerName: string
}

/** What the transaction found before the change. */
export interface Before {
  /** The number that a new deal gets, or the number of the deal that is changed. */
  readonly number: DealNumber
  /** The deal that is changed, and its event at `head` and at `revision`; undefined for a new one. */
  readonly deal: Deal | undefined
  readonly headEvent: DealEvent | undefined
  readonly lastEvent: DealEvent | undefined
  /** The standing of the member asked for, without the change. */
  readonly standing: Standing
  /** The newest that `Change.alike` finds; undefined for none, or where it was not asked for. */
  readonly alike: AlikeDeal | undefined
  /** What waits under the id of `Change.settles`, as it stands; undefined where it was forgotten, or nothing is settled. */
  readonly waiting?: Pending
}

/** What is to be written. */
export interface After {
  /** The deal's new state and the event that led to it. */
  readonly deal: Deal
  readonly event: DealEvent
  readonly posts: readonly Post[]
  readonly answer: Answer
}

export interface Alike {
  readonly customer: string
  readonly minor: bigint
  readonly from: LocalDate
  readonly to: LocalDate
  readonly ownerName: string
}

export interface Settles {
  /** Of what waits in this workspace. */
  readonly id: string
  readonly by: MemberId
  readonly at: Instant
}

export interface Change {
  readonly workspace: WorkspaceId
  /** The version of the workspace on which permissions were decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  /** Undefined: a new deal. */
  readonly number: DealNumber | undefined
  /**
   * Whose standing is read, and in which period: of these candidates the first for which that member has a revenue
   * target, or the first of all if none has one.
   */
  readonly standing: { readonly member: MemberId; readonly periods: readonly [Period, ...Period[]] }
  /**
   * Asks for another won deal of this customer (folded) and amount (minor units) that closed within these days, by anybody. Of a customer
   * with very many deals only those with the highest numbers are looked at. `ownerName` is that of the deal which is written, for those
   * that are decided after it in the same transaction.
   */
  readonly alike?: Alike
  /**
   * What waited for a yes to this change: it is settled as done in the transaction that writes the change, or neither happens. Whether it is
   * open is for `decide` to see.
   */
  readonly settles?: Settles
  /**
   * Decides, synchronously and without side effects (it may be called again after a lost race), what is written. What it
   * throws rejects this change alone, and nothing of it is stored.
   * An `Answer` instead of `After`: there is nothing to change; nothing is stored.
   */
  decide(before: Before): After | Answer
}

/** Which deals are listed: those to which all of it applies. */
export interface DealFilter {
  readonly state: 'won' | 'open' | 'lost'
  readonly owner?: MemberId
  /** Logged for one of these teams. */
  readonly teams?: readonly TeamId[]
  /** Of the day on which they were won or lost, or should close. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** Whole names, in any case and width. */
  readonly product?: string
  readonly customer?: string
  /** All of them. */
  readonly tags?: readonly string[]
  /** Their day is before that one, or their latest event before that time. */
  readonly stale?: { readonly before: LocalDate; readonly untouchedSince: Instant }
}

export interface StageSum {
  readonly stage: string | undefined
  readonly count: number
  /** Minor units. */
  readonly sum: bigint
}

export interface DealStore {
  /** Resolves with the answer: of `decide`, or the one stored when the same request was here before. */
  change(change: Change): Promise<Answer>
  find(workspace: WorkspaceId, number: DealNumber): Promise<Deal | undefined>
  /** Oldest first. */
  events(workspace: WorkspaceId, number: DealNumber): Promise<readonly DealEvent[]>
  /** Won deals of an owner (undefined: of everybody), newest day first, then highest number first. */
  won(
    workspace: WorkspaceId,
    filter: { readonly owner: MemberId | undefined; readonly from?: LocalDate; readonly to?: LocalDate },
    page: { readonly skip: number; readonly take: number },
  ): Promise<{ readonly deals: readonly Deal[]; readonly count: number; readonly sum: bigint }>
  /** A page of deals, and all of them by the stage that they are in or were in last. Won and lost ones: newest day first, then highest number; open ones: those that should close first. */
  list(
    workspace: WorkspaceId,
    filter: DealFilter,
    page: { readonly skip: number; readonly take: number },
  ): Promise<{ readonly deals: readonly Deal[]; readonly byStage: readonly StageSum[] }>
  /** The deal that `/deal undo` without a number means: the one whose head is the newest event by this person that is still in force. */
  lastChangedBy(workspace: WorkspaceId, member: MemberId): Promise<Deal | undefined>
  /**
   * The median of what an owner's latest won deals were worth, in minor units; undefined for fewer than five. From a copy, a few minutes old
   * at most, where one is there: what comes in through this process is in it at once.
   */
  typicalWin(workspace: WorkspaceId, owner: MemberId): Promise<bigint | undefined>
  /** The owner's largest won amount among deals with a smaller number, and how many those are; for "personal best" and "first deal". */
  wonBefore(workspace: WorkspaceId, owner: MemberId, number: DealNumber): Promise<{ readonly count: number; readonly largest: bigint }>
  /**
   * The owner's revenue in the period as it stands, and without their deals numbered `number` and above; with the target
   * chosen as in `Change.standing`. For the card and "target reached".
   */
  standingAt(
    workspace: WorkspaceId,
    owner: MemberId,
    periods: readonly [Period, ...Period[]],
    number: DealNumber,
  ): Promise<{ readonly standing: Standing; readonly before: bigint }>
  /**
   * What other deals make of a win. `biggest`: it is worth more than every other win of everybody in that period with a smaller number, and
   * there are five of those at least. `inARow`: the owner's how many-th win it is since they last lost a deal, by the days on which deals were
   * won and lost; 100 at most.
   */
  distinction(workspace: WorkspaceId, win: Deal, period: Period): Promise<{ readonly biggest: boolean; readonly inARow: number }>
  /** Revenue of a team with those below it (`teams`, itself first) in a period, and the team's own target. */
  teamStanding(workspace: WorkspaceId, teams: readonly [TeamId, ...TeamId[]], period: Period): Promise<Standing>
  /** What stands in channels because of this deal, or depends on it; the owner's wins with a higher number, of `since` or later. */
  around(workspace: WorkspaceId, deal: Deal, since: LocalDate): Promise<Around>
  /** The key of the thread of small wins in which a deal was announced; undefined for one with a card of its own. */
  threadOf(workspace: WorkspaceId, number: DealNumber): Promise<string | undefined>
  /** How many wins stand in a thread of small wins, and what they are worth together in minor units; what was taken back is not counted. */
  inThread(workspace: WorkspaceId, key: string, to: Destination): Promise<{ readonly count: number; readonly sum: bigint }>
  /** Recomputes every day total of a workspace from its events; returns how many differed from what was stored. */
  rebuildTotals(workspace: WorkspaceId): Promise<number>
}
