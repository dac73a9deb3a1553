// *Undo* under thanks that one gave: the post is rewritten where it stands, and the event stays.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Post } from '../../conversation/post.ts'
import { asId, type KudosId } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { kudosKey } from '../kudos.ts'
import { takenBackEcho } from '../kudos-message.ts'
import type { KudosStore } from '../kudos-store.ts'

interface Needs {
  readonly kudos: Pick<KudosStore, 'find' | 'withdraw'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default action({
  name: 'undo-kudos',
  mayUse: 'thank',
  changes: 'with its answer',
  read: (value) => (/^[1-9]\d{0,8}$/.test(value) ? asId<KudosId>(Number(value)) : undefined),
  async run(request, id, { kudos, workspaces }: Needs) {
    const { workspace, speaker, now, today, key, say } = request
    const given = await kudos.find(workspace.id, id)
    const to = given && (await workspaces.member(workspace.id, given.to))
    const toName = to?.name ?? '?'
    return kudos.withdraw({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: key,
      at: now,
      id,
      decide(found) {
        if (!found || found.kudos.from !== speaker.id) throw new Complaint('kudos.not-yours')
        const { withdrawn, day } = found.kudos
        const given = found.givenThatDay - (withdrawn ? 0 : 1)
        const left = day === today ? Math.max(0, workspace.rules.kudosADay - given) : undefined
        const told = takenBackEcho(toName, left, say)
        const answer = { kind: 'message' as const, message: told, replaces: true }
        if (withdrawn) return { answer }
        const rewriting: Post = {
          key: `${kudosKey(id)}/taken-back`,
          to: found.to ?? workspace.announce,
          kind: 'kudos',
          about: { kudos: id },
          action: { do: 'rewrite', of: kudosKey(id) },
        }
        return { posts: [rewriting], answer }
      },
    })
  },
})
