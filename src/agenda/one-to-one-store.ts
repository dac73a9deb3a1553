// What the agenda of a 1:1 reads beside what others do.
import type { ChangedDeal } from '../progress/forecast.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { AgendaNumber, DealNumber, MemberId, WorkspaceId } from '../vocabulary/ids.ts'

export interface OneToOneStore {
  /** The deals that are a member's and changed since: as each was before its first change since, and as it is; by number. */
  changedDeals(workspace: WorkspaceId, owner: MemberId, since: Instant): Promise<readonly (ChangedDeal & { readonly number: DealNumber })[]>
  /** What was agreed with a member and done since, by number. */
  doneSince(workspace: WorkspaceId, member: MemberId, since: Instant): Promise<readonly AgendaNumber[]>
  /** The open actions that are a member's, or that were agreed with them: what is due first, then by number; at most `take`, and how many. */
  openActions(
    workspace: WorkspaceId,
    member: MemberId,
    take: number,
  ): Promise<{ readonly numbers: readonly AgendaNumber[]; readonly count: number }>
}
