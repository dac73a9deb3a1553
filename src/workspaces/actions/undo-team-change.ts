// *Undo* under a change of a team: it is as it was before, and so is the role that went with it.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { message, text } from '../../message/write.ts'
import type { MemberStore } from '../member-store.ts'
import { readEventIds } from '../people-events.ts'
import { undoneTeam } from '../team-changes.ts'
import type { TeamStep, TeamStore } from '../team-store.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs {
  readonly teams: TeamStore
  readonly members: Pick<MemberStore, 'events'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default action({
  name: 'undo-team-change',
  mayUse: 'members',
  changes: 'with its answer',
  read: readEventIds,
  async run(request, [id, roleEvent], { teams, members, workspaces }: Needs) {
    const { workspace, speaker, installation, key, now, say } = request
    const event = await teams.event(workspace.id, id)
    if (!event) throw new Complaint('complaint.button-unknown')
    const [raised] = roleEvent === undefined ? [] : await members.events(workspace.id, [roleEvent])
    const member = raised && (await workspaces.member(workspace.id, raised.member))
    const role: TeamStep['role'] =
      member && raised.before.role && raised.after.role === member.role
        ? { member: member.id, before: member.role, after: raised.before.role }
        : undefined
    const lead = event.before?.lead === undefined ? undefined : await workspaces.member(workspace.id, event.before.lead)
    return teams.change({
      workspace,
      requestKey: key,
      by: speaker.id,
      platform: installation.platform,
      at: now,
      about: event.team,
      decide(stands) {
        const step = undoneTeam(stands, event)
        // Whoever led it may have left since, or be a rep again: then somebody else has to be named.
        if (step?.after?.lead !== undefined && (!lead || lead.hasLeft || lead.role === 'rep'))
          throw new Complaint('people.changed-meanwhile')
        const leadsAnother = stands.teams.some((team) => team.id !== event.team && team.lead === member?.id)
        return step && { ...step, ...(role && !leadsAnother ? { role } : {}) }
      },
      answer: () => ({ kind: 'message', message: message(text(say('people.undone'))), replaces: true }),
    })
  },
})
