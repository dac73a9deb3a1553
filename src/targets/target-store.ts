// What is kept of targets: the number in force per subject, metric and period, and every earlier one as an event.
import type { Subject } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Target } from './target.ts'

export interface TargetStore {
  /** The target in force, if there is one. */
  find(workspace: WorkspaceId, subject: Subject, metric: Metric, period: Period): Promise<Target | undefined>
  /**
   * Puts a target in force, records the change as an event and keeps the answer for a repeat of the request, in one
   * transaction. `answer` is made from the target that stood before. Rejects with `Stale` as `DealStore.change` does.
   */
  set(change: {
    readonly workspace: WorkspaceId
    readonly version: number
    readonly requestKey: string
    readonly target: Target
    answer(before: Target | undefined): Answer
  }): Promise<Answer>
}
