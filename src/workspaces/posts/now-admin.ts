// A private word to whoever became the admin because the last one left.
import { post } from '../../conversation/post.ts'
import { message, text } from '../../message/write.ts'
import { asId, type MemberId } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

export default post({
  name: 'now-admin',
  async render({ about, workspace, say }, { workspaces }: { readonly workspaces: Pick<WorkspaceStore, 'member'> }) {
    const leaver = await workspaces.member(workspace.id, asId<MemberId>(Number(about.leaver)))
    return leaver && message(text(say('member.now-admin', { name: leaver.name, example: '/dealbell member @sam role admin' })))
  },
})
