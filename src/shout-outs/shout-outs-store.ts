// What is read of wins and thanks to name the best of a stretch of days.
import type { Days } from '../leaderboard/leaderboard-store.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'

export interface Win {
  /** Whose it is, or who got a share of it. */
  readonly member: MemberId
  /** Empty where nobody said. */
  readonly customer: string
  /** In the workspace's currency. */
  readonly minor: bigint
}

export interface ShoutOutsStore {
  /** Of each of these members the win that brought them the most, with what was their own of it; who won nothing is left out. */
  bestOf(workspace: WorkspaceId, members: readonly MemberId[], days: Days): Promise<ReadonlyMap<MemberId, Win>>
  /** The largest wins, whole, with their owners; at most `take`, without those of `except`. */
  largest(
    workspace: WorkspaceId,
    days: Days,
    page: { readonly except: readonly MemberId[]; readonly take: number },
  ): Promise<readonly Win[]>
  /** How many thanks each member got, without those taken back. */
  thanks(workspace: WorkspaceId, days: Days): Promise<ReadonlyMap<MemberId, number>>
}
