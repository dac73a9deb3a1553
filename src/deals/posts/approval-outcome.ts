// Who asked a manager hears what became of it.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { outcomeMessage } from '../doubt-message.ts'
import { planFrom } from '../plan.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'approval-outcome',
  async render({ workspace, about }, { pending, workspaces }: Needs) {
    const row = await pending.find(workspace.id, String(about.plan))
    const member = await workspaces.member(workspace.id, asId<MemberId>(Number(about.member)))
    if (!row || !member || row.decidedBy === undefined) return undefined
    const by = await workspaces.member(workspace.id, row.decidedBy)
    const settled = { isDone: row.state === 'done', byName: by?.name ?? '?' }
    return outcomeMessage(planFrom(row.payload), settled, { workspace, say: sayIn(member.language) })
  },
})
