// *Undo* under a change of a member: each fact that was changed is as it was before, if it is still as that left it.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { message, text } from '../../message/write.ts'
import { actOf, refusalOf } from '../change-acts.ts'
import { factsWished } from '../change-member.ts'
import type { Leads } from '../may-act.ts'
import type { MemberEvent, MemberFacts, MemberNow, MemberStore } from '../member-store.ts'
import { mustAct } from '../must-act.ts'
import { readEventIds } from '../people-events.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs {
  readonly members: Pick<MemberStore, 'events' | 'change'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member' | 'teams'>
}

export default action({
  name: 'undo-member-change',
  mayUse: 'look', // whose change it was is looked at below
  changes: 'with its answer',
  read: readEventIds,
  async run(request, ids, { members, workspaces }: Needs) {
    const { workspace, speaker, installation, key, now, today, say } = request
    const events = await members.events(workspace.id, ids)
    const [first] = events
    if (!first || events.length < ids.length || events.some(({ member }) => member !== first.member)) {
      throw new Complaint('complaint.button-unknown')
    }
    const name = (await workspaces.member(workspace.id, first.member))?.name ?? ''
    for (const { fact } of events) await mustAct(request, actOf(fact), first.member, workspaces, () => refusalOf(fact, name))
    const teams = await workspaces.teams(workspace)
    return members.change({
      workspace,
      requestKey: key,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      member: first.member,
      decide(stands) {
        const facts = undone(stands, events)
        if (facts.team !== undefined && !teams.some(({ id }) => id === facts.team)) throw new Complaint('people.changed-meanwhile')
        factsWished(stands, facts.role === undefined ? {} : { role: facts.role }, today) // the last admin stays one here too
        return facts
      },
      answer: () => ({ kind: 'message', message: message(text(say('people.undone'))), replaces: true }),
    })
  },
})

function undone({ member }: MemberNow, events: readonly MemberEvent[]): Partial<MemberFacts> {
  const isSame = events.every(({ fact, after }) => JSON.stringify(member[fact] ?? null) === JSON.stringify(after[fact] ?? null))
  if (!isSame) throw new Complaint('people.changed-meanwhile')
  return Object.assign({}, ...events.map(({ before }) => before))
}
