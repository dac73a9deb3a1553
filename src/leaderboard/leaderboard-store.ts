// What a board reads, for everybody at once.
import type { Member, Subject } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period, PeriodKind } from '../vocabulary/period.ts'

/** Days, both included; none when the last is before the first. */
export interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

export interface Sums {
  /** Every member, also those who have left, with their sum in each of the ranges that were asked for, in that order. */
  readonly members: readonly { readonly member: Member; readonly sums: readonly bigint[] }[]
  /** The company's sums; of teams theirs. */
  readonly whole: readonly bigint[]
}

export interface SetTarget {
  readonly subject: Subject
  readonly kind: PeriodKind
  readonly from: LocalDate
  readonly value: bigint
}

export interface LeaderboardStore {
  /** `teams`: only what counted for one of these; undefined: all. */
  sums(
    workspace: { readonly id: WorkspaceId; readonly language: string },
    metric: Metric,
    teams: readonly TeamId[] | undefined,
    ranges: readonly Days[],
  ): Promise<Sums>
  /** The targets of everybody, every team and the company for these periods. */
  targets(workspace: WorkspaceId, metric: Metric, periods: readonly Pick<Period, 'kind' | 'from'>[]): Promise<readonly SetTarget[]>
  /** The days on which these members won a deal of their own. */
  wonDays(workspace: WorkspaceId, members: readonly MemberId[], days: Days): Promise<ReadonlyMap<MemberId, readonly LocalDate[]>>
  /** The open deals that should close in these days: how many, and what they are worth together, in minor units. */
  closing(workspace: WorkspaceId, days: Days): Promise<{ readonly count: number; readonly minor: bigint }>
  /** What is somebody's own of their last won deals, in minor units; at most `take`, in no order. */
  lastWins(workspace: WorkspaceId, member: MemberId, take: number): Promise<readonly bigint[]>
  /** Writes a post, and keeps the answer for a repeat of the request. Rejects with `Stale` as `DealStore.change` does. */
  post(change: {
    readonly workspace: WorkspaceId
    readonly version: number
    readonly requestKey: string
    readonly at: Instant
    readonly post: Post
    readonly answer: Answer
  }): Promise<Answer>
}
