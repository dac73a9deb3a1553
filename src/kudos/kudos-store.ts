// What is kept of thanks. Nothing is deleted: what was taken back is marked so.
import type { Answer, Destination, InstallationRef } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { KudosId, MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Kudos } from './kudos.ts'

interface Change {
  readonly workspace: WorkspaceId
  /** The version of the workspace on which it was decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
}

/** A thank-you as a list shows it. */
export interface ListedKudos extends Kudos {
  readonly fromName: string
  readonly toName: string
}

export interface KudosStore {
  /**
   * Gives thanks, in one transaction with its post and the answer. `decide` learns how many the giver has given on that day, without those
   * taken back, and what it throws rejects: then nothing is stored.
   */
  give(
    change: Change & {
      readonly kudos: Omit<Kudos, 'id' | 'withdrawn'>
      decide(id: KudosId, givenToday: number): { readonly posts: readonly Post[]; readonly answer: Answer }
    },
  ): Promise<Answer>
  /**
   * Takes it back. `decide` learns what stands, and where it was posted (undefined: it was not); undefined of it when there is none. With
   * `posts` it is marked as taken back.
   */
  withdraw(
    change: Change & {
      readonly id: KudosId
      decide(found: { readonly kudos: Kudos; readonly to: Destination | undefined; readonly givenThatDay: number } | undefined): {
        readonly posts?: readonly Post[]
        readonly answer: Answer
      }
    },
  ): Promise<Answer>
  find(workspace: WorkspaceId, id: KudosId): Promise<Kudos | undefined>
  /** What somebody gave and got in a period, without what was taken back; the last ones first, at most `take`. */
  list(
    workspace: WorkspaceId,
    member: MemberId,
    period: Period,
    take: number,
  ): Promise<{ readonly given: number; readonly received: number; readonly last: readonly ListedKudos[] }>
  /** The platform's own id of a member in an installation; undefined for who has no account there. */
  personIn(workspace: WorkspaceId, installation: InstallationRef, member: MemberId): Promise<string | undefined>
}
