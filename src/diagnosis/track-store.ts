// What a diagnosis reads: of many people at once, in a statement or two.
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import type { Closed, Stretches } from './track.ts'

/** The same of what was and of what is. */
export interface Both<What> {
  readonly before: What
  readonly recent: What
}

/** Undefined: everybody's. */
export type OfWhom = readonly MemberId[] | undefined

export interface TrackStore {
  /** The closed deals of whoever owns some. */
  closed(workspace: WorkspaceId, members: OfWhom, stretches: Stretches): Promise<ReadonlyMap<MemberId, Both<Closed>>>
  /** How many of each kind each of them logged for those days. */
  activities(
    workspace: WorkspaceId,
    members: OfWhom,
    kinds: readonly ActivityKind[],
    stretches: Stretches,
  ): Promise<ReadonlyMap<MemberId, Both<ReadonlyMap<ActivityKind, number>>>>
}
