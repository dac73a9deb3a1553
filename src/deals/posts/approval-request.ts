// A manager is asked to allow a change in a closed period; once that is settled, the same message says how.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { planFrom } from '../plan.ts'
import { toldRequest } from '../waiting-plan.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'approval-request',
  async render({ workspace, about, action }, { pending, workspaces }: Needs) {
    const row = await pending.find(workspace.id, String(about.plan))
    const manager = await workspaces.member(workspace.id, asId<MemberId>(Number(about.member)))
    // Settled before it was ever shown: there is nothing left to ask.
    if (!row || !manager || (row.state !== 'open' && action.do === 'post')) return undefined
    return toldRequest({ row, plan: planFrom(row.payload) }, { workspace, say: sayIn(manager.language) }, { workspaces })
  },
})
