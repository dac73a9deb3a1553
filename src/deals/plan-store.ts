// What is kept of plans beside what `PendingStore` keeps of whatever waits: whom to ask, and how a request is settled once.
import type { Answer, Destination, InstallationRef } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Act } from '../vocabulary/permissions.ts'
import type { Pending } from '../workspaces/pending-store.ts'
import type { DecidedOn } from '../workspaces/workspace-store.ts'

/** Somebody, and where they are told something in private: in the installation named if they have an account there. */
export interface Reached {
  readonly id: MemberId
  readonly name: string
  readonly to: Destination
}

export interface PlanChange {
  /** Another version in the database rejects with `Stale`. */
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly id: string
  readonly at: Instant
}

export interface PlanStore {
  /** Members who may do an act to everybody, by name, without who has left and who has no account anywhere. */
  allowing(workspace: WorkspaceId, act: Act, near: InstallationRef): Promise<readonly Reached[]>
  /** Where somebody is told something in private; undefined for who has no account any more. */
  reach(workspace: WorkspaceId, member: MemberId, near: InstallationRef): Promise<Reached | undefined>
  /**
   * Asks: in one transaction the plan says who was asked (`payload`), the posts are written and the answer is stored. A plan that is
   * settled, or forgotten (undefined), stays as it is; then `otherwise` says the answer.
   */
  ask(
    change: PlanChange & { readonly payload: string; readonly posts: readonly Post[]; readonly answer: Answer },
    otherwise: (settled: Pending | undefined) => Answer,
  ): Promise<Answer>
  /** Settles a plan that is open as declined, with the posts that follow from what it holds by then. */
  decline(
    change: PlanChange & { readonly by: MemberId },
    answer: (settled: Pending) => { readonly answer: Answer; readonly posts: readonly Post[] },
    otherwise: (settled: Pending | undefined) => Answer,
  ): Promise<Answer>
}
