// What progress reads: actual, target and the deals behind them, in as few looks as possible.
import type { Subject } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import type { Target } from '../targets/target.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'

export interface Figures {
  /** Minor units for revenue, whole deals for deals. */
  readonly actual: bigint
  readonly target: Target | undefined
  /** The subject's newest won deals of the period, at most as many as asked for. */
  readonly last: readonly Deal[]
}

export interface FiguresStore {
  /** Rejects with `Stale` when the workspace's version is another one. */
  figures(workspace: WorkspaceId, version: number, subject: Subject, metric: Metric, period: Period, lastDeals: number): Promise<Figures>
  /** What makes up the actual: each won deal of the period with the credit that the subject has of it; newest first, at most `take`. */
  credited(
    workspace: WorkspaceId,
    subject: Subject,
    period: Period,
    take: number,
  ): Promise<{ readonly deals: readonly { readonly deal: Deal; readonly credit: bigint }[]; readonly count: number }>
}
