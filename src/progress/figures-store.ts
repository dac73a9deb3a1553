// What progress reads: actual, target, forecast and the deals behind them, in as few looks as possible.
import type { Member, Subject } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import type { Target } from '../targets/target.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { DealMetric, Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Outlook } from './forecast.ts'

export interface Figures {
  /** Minor units for revenue, whole deals for deals, else how many. A team's is what its members and those of the teams below got while in them. */
  readonly actual: bigint
  readonly target: Target | undefined
  /** The subject's newest won deals of the period, at most as many as asked for. */
  readonly last: readonly Deal[]
  /** Only where it was asked for, and of revenue alone. */
  readonly outlook?: {
    readonly now: Outlook
    /** As of `since`, where it was given. */
    readonly earlier?: Outlook
    /** How many of the open deals should have closed before today. */
    readonly late: number
  }
}

/** For a forecast: the workspace's day, and an instant as of which it is wanted too, beside how it stands. That costs more. */
export interface AsOf {
  readonly today: LocalDate
  readonly since?: Instant
}

/** What one line of a team's or the company's list is made of. */
export interface Part {
  readonly actual: bigint
  /** Of this metric and period. */
  readonly target: bigint | undefined
}

export interface Parts {
  /** The teams right below (of the company: those below none), by name. */
  readonly teams: readonly (Part & { readonly team: TeamId; readonly name: string })[]
  /** Who is in the team itself (of the company: in none) and has not left, by name; with all that they got in any team. */
  readonly members: readonly (Part & { readonly member: Member })[]
}

/** One deal of many, with its owner's name and the team that they are in now. */
export interface ListedDeal {
  readonly deal: Deal
  readonly owner: { readonly name: string; readonly team: TeamId | undefined }
}

export interface Page {
  readonly skip: number
  readonly take: number
}

/** One entry of what was logged of an activity. */
export interface Logged {
  readonly number: number
  readonly day: LocalDate
  readonly count: number
}

export interface FiguresStore {
  /** Rejects with `Stale` when the workspace's version is another one. */
  figures(
    workspace: WorkspaceId,
    version: number,
    subject: Subject,
    metric: Metric,
    period: Period,
    lastDeals: number,
    forecast?: AsOf,
  ): Promise<Figures>
  /** What a team's or the company's figures are made of, in one look. */
  parts(
    workspace: Pick<{ readonly id: WorkspaceId; readonly language: string }, 'id' | 'language'>,
    subject: Exclude<Subject, { kind: 'member' }>,
    metric: Metric,
    period: Period,
  ): Promise<Parts>
  /**
   * What makes up the actual: each won deal of the period that counts, with the credit that the subject has of it; newest first. Of revenue
   * the credits of all of them sum to the actual; of deals there are as many as the actual says.
   */
  credited(
    workspace: WorkspaceId,
    subject: Subject,
    metric: DealMetric,
    period: Period,
    page: Page,
  ): Promise<{ readonly deals: readonly (ListedDeal & { readonly credit: bigint })[]; readonly count: number }>
  /** The open deals that a forecast weighs: those that are expected to close in the period, the first to close first. */
  expected(
    workspace: WorkspaceId,
    subject: Subject,
    period: Period,
    page: Page,
  ): Promise<{ readonly deals: readonly ListedDeal[]; readonly count: number }>
  /** What somebody logged of an activity in a period, newest first; the counts of all of them sum to the actual. */
  logged(
    workspace: WorkspaceId,
    member: MemberId,
    metric: Metric,
    period: Period,
    page: Page,
  ): Promise<{ readonly entries: readonly Logged[]; readonly count: number }>
}
