// Whose deals somebody may see and change: a rep their own, a lead the team's, a manager everyone's.
import { Complaint } from '../conversation/complaint.ts'
import { Stale } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { DealNumber, MemberId } from '../vocabulary/ids.ts'
import { isAtLeast } from '../vocabulary/roles.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { Deal } from './deal.ts'
import type { DealStore } from './deal-store.ts'

export type Leads = Pick<WorkspaceStore, 'leads' | 'version'>

/** True when the speaker may act for `owner`. */
export async function mayActFor({ speaker, workspace }: Request, owner: MemberId, workspaces: Leads): Promise<boolean> {
  if (speaker.id === owner || isAtLeast(speaker.role, 'manager')) return true
  return speaker.role === 'lead' && workspaces.leads(workspace.id, speaker.id, owner)
}

/**
 * The deal of a number, if there is one and the speaker may change it; else a complaint that does not tell what it holds. Where the role
 * decides, it is not a copy's from before it was changed: that throws `Stale`.
 */
export async function dealToChange(request: Request, number: DealNumber, deals: Pick<DealStore, 'find'>, workspaces: Leads): Promise<Deal> {
  const deal = await deals.find(request.workspace.id, number)
  if (!deal) throw new Complaint('deal.unknown', { number })
  const { workspace, speaker } = request
  if (deal.owner !== speaker.id && (await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
  if (!(await mayActFor(request, deal.owner, workspaces))) throw new Complaint('deal.not-yours', { number })
  return deal
}
