// `/dealbell member @sam …`: who somebody is here; and what an admin, their lead or they themselves change of that.
import { flag, keyword, required } from '../../conversation/argument.ts'
import { role } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Member } from '../../conversation/people.ts'
import { anybody, person } from '../../conversation/people-arguments.ts'
import type { Answer } from '../../conversation/platform.ts'
import type { Request } from '../../conversation/request.ts'
import { message, text } from '../../message/write.ts'
import { today as localDay } from '../../vocabulary/local-date.ts'
import { actOf, refusalOf } from '../change-acts.ts'
import { changeMember, type MemberWish } from '../change-member.ts'
import type { FactName, MemberStore } from '../member-store.ts'
import { mustAct } from '../must-act.ts'
import { daysAway, onOff, startDate, teamOrNone } from '../people-arguments.ts'
import { memberCard } from '../people-message.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs {
  readonly members: Pick<MemberStore, 'change' | 'details' | 'join'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'member' | 'leads' | 'version'>
}

export default command({
  name: 'dealbell member',
  summary: 'command.dealbell-member',
  examples: [
    '/dealbell member @sam',
    '/dealbell member @sam role lead team North',
    '/dealbell member @sam start 2026-11-01',
    '/dealbell member me away 2026-12-20 to 2027-01-02',
    '/dealbell member me boards off',
    '/dealbell member @sam left',
    '/dealbell member "Darcel Schlecht" is @darcel',
  ],
  mayUse: 'look', // what takes more is looked at below, each change for itself
  changes: 'with its answer',
  slots: {
    who: required(anybody),
    role: keyword('role', role),
    team: keyword('team', teamOrNone),
    start: keyword('start', startDate),
    away: keyword('away', daysAway),
    boards: keyword('boards', onOff),
    left: flag('left'),
    back: flag('back'),
    is: keyword('is', person),
  },
  async run(request, { who, is, ...given }, needs: Needs) {
    if (given.left && given.back) throw new Complaint('member.left-or-back')
    const wish: MemberWish = {
      ...(given.role === undefined ? {} : { role: given.role }),
      ...(given.team === undefined ? {} : { team: given.team === 'none' ? undefined : given.team }),
      ...(given.start === undefined ? {} : { startedOn: given.start === 'none' ? undefined : given.start }),
      ...(given.away === undefined ? {} : { leave: given.away }),
      ...(given.boards === undefined ? {} : { offBoards: given.boards === 'off' }),
      ...(given.left || given.back ? { hasLeft: given.left === true } : {}),
    }
    const facts = Object.keys(wish) as FactName[] // the wish has a member's facts as its keys
    if (is) {
      if (facts.length > 0) throw new Complaint('member.join-alone')
      return joinAccount(request, who, is, needs)
    }
    if (facts.length === 0) return tell(request, who, needs)
    for (const fact of facts) await mustAct(request, actOf(fact), who.id, needs.workspaces, () => refusalOf(fact, who.name))
    return changeMember(request, who, wish, needs)
  },
})

async function tell({ workspace, today, say }: Request, member: Member, { members, workspaces }: Needs): Promise<Answer> {
  const [details, teams] = await Promise.all([members.details(workspace.id, member.id), workspaces.teams(workspace)])
  if (!details) throw new Complaint('complaint.mention-unknown')
  const leadId = teams.find(({ id }) => id === member.team)?.lead
  const lead = leadId === undefined ? undefined : (await workspaces.member(workspace.id, leadId))?.name
  const since = localDay(details.since, workspace.timeZone)
  return { kind: 'message', message: memberCard({ member, since, accounts: details.accounts, teams, lead }, today, say), replaces: false }
}

async function joinAccount(request: Request, member: Member, account: Member, { members, workspaces }: Needs): Promise<Answer> {
  const { workspace, speaker, installation, key, now, say } = request
  await mustAct(request, 'members', member.id, workspaces)
  return members.join({
    workspace,
    requestKey: key,
    by: speaker.id,
    platform: installation.platform,
    at: now,
    member: member.id,
    account: account.id,
    answer(outcome) {
      const values = { name: member.name, account: account.name }
      if (outcome === 'same') throw new Complaint('member.join-same', values)
      if (outcome === 'both active') throw new Complaint('member.join-both', values)
      return { kind: 'message', message: message(text(say('member.joined', values))), replaces: false }
    },
  })
}
