// Whether somebody may do something to somebody's things, or else a complaint: decided on roles as they are, not as a copy has them.
import { Complaint } from '../conversation/complaint.ts'
import { Stale } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { type Act, leastRole } from '../vocabulary/permissions.ts'
import { type Leads, mayActFor } from './may-act.ts'

/** Throws `otherwise`, or that only a role may. Throws `Stale` where it was refused on an older version of the workspace. */
export async function mustAct(
  request: Request,
  act: Act,
  whom: MemberId,
  workspaces: Leads,
  otherwise: () => Complaint = () => new Complaint('complaint.not-permitted', { role: leastRole(act) }),
): Promise<void> {
  if (await mayActFor(request, act, whom, workspaces)) return
  if ((await workspaces.version(request.workspace.id)) !== request.workspace.version) throw new Stale()
  throw otherwise()
}
