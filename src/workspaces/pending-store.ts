// What waits for somebody's yes: a doubtful deal for its owner's, a late one for a manager's, an import that was tried out.
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'

export interface Pending {
  /** Not to be guessed. */
  readonly id: string
  readonly kind: string
  /** As the feature wrote it: JSON. */
  readonly payload: string
  readonly by: MemberId
  readonly at: Instant
  readonly state: 'open' | 'done' | 'declined'
  readonly decidedBy: MemberId | undefined
  readonly decidedAt: Instant | undefined
}

export interface PendingStore {
  /** Keeps it; the same id a second time changes nothing. */
  keep(workspace: WorkspaceId, pending: Pick<Pending, 'id' | 'kind' | 'payload' | 'by' | 'at'>): Promise<void>
  find(workspace: WorkspaceId, id: string): Promise<Pending | undefined>
  /** Settles it, once: false when it was settled before or is not there. */
  decide(workspace: WorkspaceId, id: string, state: 'done' | 'declined', by: MemberId, at: Instant): Promise<boolean>
  /** Forgets what came before that time, settled or not, and returns how many those were. */
  forget(before: Instant): Promise<number>
}
