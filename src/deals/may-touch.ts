// The deal that a number means, for who may see or change it.
import { Complaint } from '../conversation/complaint.ts'
import { Stale } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { DealNumber } from '../vocabulary/ids.ts'
import { type Leads, mayActFor } from '../workspaces/may-act.ts'
import type { Deal } from './deal.ts'
import type { DealStore } from './deal-store.ts'

/**
 * The deal of a number, if there is one and the speaker may change it; else a complaint that does not tell what it holds. Where the role
 * decides, it is not a copy's from before it was changed: that throws `Stale`.
 */
export async function dealToChange(request: Request, number: DealNumber, deals: Pick<DealStore, 'find'>, workspaces: Leads): Promise<Deal> {
  const deal = await deals.find(request.workspace.id, number)
  if (!deal) throw new Complaint('deal.unknown', { number })
  const { workspace, speaker } = request
  if (deal.owner !== speaker.id && (await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
  if (!(await mayActFor(request, 'deals', deal.owner, workspaces))) throw new Complaint('deal.not-yours', { number })
  return deal
}
