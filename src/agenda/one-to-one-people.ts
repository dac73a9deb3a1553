// Whose 1:1s are whose: who leads somebody directly prepares theirs, and so may whoever leads that person at all.
import { Complaint } from '../conversation/complaint.ts'
import type { Member, Team } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { managerOf } from '../workspaces/in-charge.ts'
import { mustAct } from '../workspaces/must-act.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'

export interface PeopleNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams' | 'leads' | 'version'>
}

/** Everybody who leads somebody who sells, with those, both by name. */
export function directReports(members: readonly Member[], teams: readonly Team[]): ReadonlyMap<MemberId, readonly Member[]> {
  const found = new Map<MemberId, Member[]>()
  for (const member of members) {
    if (member.hasLeft || (member.role !== 'rep' && member.role !== 'lead')) continue
    const manager = managerOf(member, members, teams)
    if (!manager) continue
    const theirs = found.get(manager.id)
    if (theirs) theirs.push(member)
    else found.set(manager.id, [member])
  }
  return found
}

/** The person of a 1:1, for whoever may prepare it. Throws a complaint for everybody else, and for a person who is not there. */
export async function mustPrepare(request: Request, rep: MemberId, { workspaces }: PeopleNeeds): Promise<Member> {
  const { workspace, speaker } = request
  const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
  const member = members.find(({ id }) => id === rep)
  const refusal = () => new Complaint('one-to-one.not-yours')
  if (!member || rep === speaker.id) throw refusal()
  if (managerOf(member, members, teams)?.id !== speaker.id) await mustAct(request, 'run meetings', rep, workspaces, refusal)
  if (member.hasLeft) throw new Complaint('one-to-one.gone')
  return member
}

/** In days: agendas are looked up again for so long, and prepared for so long ahead. */
const longest = { back: 400, ahead: 14 }

/** Throws a complaint for a day of which there is no agenda. */
export function mustBeNear(day: LocalDate, { today }: Pick<Request, 'today'>): void {
  if (day < addDays(today, -longest.back) || day > addDays(today, longest.ahead)) throw new Complaint('digest.too-old')
}
