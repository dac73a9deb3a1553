// What is kept of nudges: which were written down, and what somebody asked their manager because of one.
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Pending } from '../workspaces/pending-store.ts'
import type { DecidedOn } from '../workspaces/workspace-store.ts'
import type { PastNudge } from './nudge.ts'

/** Something that is kept with the posts that follow from it and its answer, once for each request. Rejects with `Stale` as `DealStore.change` does. */
interface Kept {
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly at: Instant
  /** Of the question. */
  readonly id: string
  readonly by: MemberId
  readonly payload: string
  readonly posts: readonly Post[]
  readonly answer: Answer
}

export interface NudgeStore {
  /** The nudges of these members less than a week before or after a day that wait or were delivered. */
  around(workspace: WorkspaceId, members: readonly MemberId[], day: LocalDate): Promise<readonly PastNudge[]>
  /** Keeps a question to a manager. */
  ask(question: Kept): Promise<Answer>
  question(workspace: WorkspaceId, id: string): Promise<Pending | undefined>
  /** Settles a question with what is kept of it now. One that is settled, or is not there, stays: `otherwise`, with how it stands. */
  reply(reply: Kept, otherwise: (stands: Pending | undefined) => Answer): Promise<Answer>
}
