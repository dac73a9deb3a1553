// What a diagnosis reads: of many people, a stretch of days at a time.
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import type { Closed, Days } from './track.ts'

export interface TrackStore {
  /** The closed deals of whoever of them owns some. */
  closed(workspace: WorkspaceId, members: readonly MemberId[], days: Days): Promise<ReadonlyMap<MemberId, Closed>>
  /** How many of each kind each of them logged for those days. */
  activities(
    workspace: WorkspaceId,
    members: readonly MemberId[],
    kinds: readonly ActivityKind[],
    days: Days,
  ): Promise<ReadonlyMap<MemberId, ReadonlyMap<ActivityKind, number>>>
}
