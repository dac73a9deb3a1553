// What is looked up while somebody fills in a field. Each look is bounded, however many deals there are.

import type { InstallationRef } from '../conversation/platform.ts'
import type { FoundDeal, FoundPerson } from '../conversation/suggest.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { WithinReach } from '../workspaces/within-reach.ts'

export interface SuggestionStore {
  /**
   * Customers, products or tags that have `part` in them (folded; nothing: any), in their latest spelling: those of many recent deals first.
   * Of deals within reach and of wins, which everybody was told of; not of those that were taken back.
   */
  names(of: 'customers' | 'products' | 'tags', workspace: WorkspaceId, part: string, within: WithinReach): Promise<readonly string[]>
  /** Deals within reach whose number begins with `part`, or whose customer has it in their name: the speaker's own first, then the latest. */
  deals(
    workspace: WorkspaceId,
    part: string,
    asked: { readonly open: boolean; readonly own: MemberId; readonly within: WithinReach },
  ): Promise<readonly FoundDeal[]>
  /** Members who are still there, by a part of their name or handle. */
  people(workspace: WorkspaceId, installation: InstallationRef, part: string): Promise<readonly FoundPerson[]>
}
