// Thanks in the channel, naming and calling the one who is thanked.
import { partsOf } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import { asId, type KudosId } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { kudosPost } from '../kudos-message.ts'
import type { KudosStore } from '../kudos-store.ts'

interface Needs {
  readonly kudos: Pick<KudosStore, 'find' | 'personIn'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'kudos',
  async render({ workspace, about, to, action, say }, { kudos, workspaces }: Needs) {
    const given = await kudos.find(workspace.id, asId<KudosId>(Number(about.kudos)))
    // Taken back before it was ever shown.
    if (!given || (given.withdrawn && action.do === 'post')) return undefined
    const [from, receiver, person] = await Promise.all([
      workspaces.member(workspace.id, given.from),
      workspaces.member(workspace.id, given.to),
      kudos.personIn(workspace.id, partsOf(to).installation, given.to),
    ])
    const names = { fromName: from?.name ?? '?', toName: receiver?.name ?? '?' }
    return kudosPost({ kudos: given, ...names, person: receiver?.hasLeft ? undefined : person }, say)
  },
})
