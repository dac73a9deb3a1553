// What is kept of rituals that were due: who writes an occurrence down carries it out, and nobody does twice.
import type { Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Slot } from '../vocabulary/rhythm.ts'

/** A ritual that is due in a workspace; `zone`: for the people of which time zone, empty for all. */
export interface Occurrence {
  readonly workspace: WorkspaceId
  readonly ritual: string
  readonly slot: Slot
  readonly zone: string
}

/** The same within its workspace: what the database keeps single. Wall-clock time, so that a changed time zone does not bring it back. */
export const occurrenceKey = ({ workspace, ritual, slot, zone }: Occurrence): string =>
  `${workspace}/${ritual}/${slot.day}T${slot.time}/${zone}`

/** What has to be known of a workspace to tell what is due there. */
export interface Household {
  readonly workspace: Workspace
  readonly createdAt: Instant
  /** The time zones of its members who have not left; of those whose zone is not known, the workspace's. */
  readonly zones: readonly string[]
}

export interface Households {
  readonly read: readonly Household[]
  /** Those whose row says what this program does not understand: they must not keep the others from what is due there. */
  readonly unreadable: readonly { readonly workspace: WorkspaceId; readonly version: number; readonly error: unknown }[]
}

export interface OccurrenceStore {
  /** The version of every workspace: it grows with every change of its settings and its people. */
  versions(): Promise<ReadonlyMap<WorkspaceId, number>>
  /** Those of these workspaces (at most 500) that are there. */
  households(workspaces: readonly WorkspaceId[]): Promise<Households>
  /** Those of them that were written down before, by their keys. */
  written(occurrences: readonly Occurrence[]): Promise<ReadonlySet<string>>
  /**
   * Writes occurrences down, each with the posts that it leads to, in one transaction; the posts stand in the outbox in that order. Those
   * that somebody else wrote down first are left out with all their posts. Returns the keys of those that were written now.
   */
  write(occurrences: readonly (Occurrence & { readonly posts: readonly Post[] })[], at: Instant): Promise<ReadonlySet<string>>
  /** The last occurrence of each ritual in a workspace, with what became of its posts. */
  latest(workspace: WorkspaceId): Promise<readonly Outcome[]>
  /** Forgets what was due before an instant in these workspaces (at most 500). It must be too old to be made up for. */
  forget(workspaces: readonly WorkspaceId[], before: Instant): Promise<void>
}

/** An occurrence that came, and how many of its posts were delivered, wait and were given up; the others had nothing left to say. */
export interface Outcome {
  readonly ritual: string
  readonly slot: Pick<Slot, 'day' | 'time'>
  /** Of several time zones at the same wall-clock time the last one; the numbers are of all of them. */
  readonly zone: string
  readonly at: Instant
  readonly posts: number
  readonly delivered: number
  readonly waiting: number
  readonly parked: number
  /** One that was given up: where it was to go, and the platform's own word why it could not. */
  readonly trouble: { readonly to: Destination; readonly reason: string } | undefined
}
