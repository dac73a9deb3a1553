// What is kept of targets: the number in force per subject, metric and period, and every earlier one as an event.
import type { Subject } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Target, TargetKey } from './target.ts'

/** What a target becomes; a value of undefined takes it away. */
export interface TargetChange extends TargetKey {
  readonly value: bigint | undefined
}

interface Deciding {
  readonly workspace: WorkspaceId
  /** The version on which permissions and the tree were looked at; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
  readonly by: MemberId
  /** The name under which all of it can be taken back; not to be guessed, never used before. */
  readonly batch: string
}

/** An answer that is given in place of the change: nothing is set. It is kept for a repeat of the request all the same. */
export interface Instead {
  readonly instead: Answer
}

export interface SetTargets extends Deciding {
  /** Each subject, metric and period once. Those that are so already are left as they are. */
  readonly targets: readonly TargetChange[]
  readonly reason?: string | undefined
  /** Targets that have to be in force as they were when this was decided (undefined: none is), else it rejects with `Stale`. */
  readonly assuming?: readonly TargetChange[]
  /**
   * Made within the transaction from what stood before, in the order of `targets`, and from every target that is in force afterwards for
   * the metrics and periods that are touched. What it throws rejects, and nothing is set.
   */
  answer(befores: readonly (Target | undefined)[], inForce: readonly Target[]): Answer | Instead
}

/** What undoing a batch came to. */
export interface Undone {
  /** What was put back, with the value that stands now. */
  readonly restored: readonly TargetChange[]
  /** What somebody has changed since, with the value that stands: left as it is. */
  readonly movedOn: readonly TargetChange[]
}

/** One change of a target. */
export interface TargetEvent {
  readonly before: bigint | undefined
  readonly after: bigint | undefined
  readonly by: MemberId
  readonly at: Instant
  readonly reason: string | undefined
}

/** What somebody reached on a metric, by the team that they were in when they did. */
export interface Reached {
  readonly member: MemberId
  readonly team: TeamId | undefined
  /** Minor units for revenue, else how many. */
  readonly value: bigint
}

export interface TargetStore {
  /** Every target in force for a metric in a period, in no order. */
  inForce(workspace: WorkspaceId, metric: Metric, period: Period): Promise<readonly Target[]>
  /** A subject's targets for a metric in every period that has a day among these, in no order. */
  ofSubject(workspace: WorkspaceId, subject: Subject, metric: Metric, days: Pick<Period, 'from' | 'to'>): Promise<readonly Target[]>
  /** How a target came to be what it is, newest first, at most `take`. */
  history(workspace: WorkspaceId, key: TargetKey, take: number): Promise<readonly TargetEvent[]>
  /** What everybody reached in a stretch of days; who reached nothing is not in it. */
  reached(workspace: WorkspaceId, metric: Metric, days: Pick<Period, 'from' | 'to'>): Promise<readonly Reached[]>
  /**
   * Sets targets in one transaction, with an event for each that changes, and keeps the answer for a repeat of the request. Rejects with
   * `Stale` as `DealStore.change` does.
   */
  setAll(change: SetTargets): Promise<Answer>
  /**
   * Gives each target of a batch the value back that it had before, as new events under a batch of their own (`batch`; undoing that one
   * brings everything back). A target that is not any more what the batch made of it is left as it is. `answer` gets undefined for a batch
   * that is none of this workspace.
   */
  undo(
    change: Deciding & { readonly undoes: string; answer(undone: Undone | undefined, inForce: readonly Target[]): Answer },
  ): Promise<Answer>
}
