// `/dealbell member @sam role manager`: what somebody may do; without a role it tells.
import { keyword, required } from '../../conversation/argument.ts'
import { person, role } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { memberMessage } from '../workspace-message.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

export default command({
  name: 'dealbell member',
  summary: 'command.dealbell-member',
  examples: ['/dealbell member @sam role manager', '/dealbell member @sam'],
  mayUse: 'members',
  changes: 'repeatably',
  slots: { who: required(person), role: keyword('role', role) },
  async run({ workspace, speaker, now, say }, { who, role }, { workspaces }: { workspaces: Pick<WorkspaceStore, 'setRole'> }) {
    if (role === undefined) return { kind: 'message', message: memberMessage(who, undefined, say), replaces: false }
    const before = await workspaces.setRole(workspace, who.id, role, speaker.id, now)
    if (before === false) throw new Complaint('member.last-admin', { name: who.name })
    return { kind: 'message', message: memberMessage({ ...who, role }, before, say), replaces: false }
  },
})
