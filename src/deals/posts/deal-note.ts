// The line in a card's thread that says what was corrected.
import type { Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { asId, type DealNumber } from '../../vocabulary/ids.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { changeNote } from '../deal-card.ts'
import type { DealStore } from '../deal-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'events' | 'threadOf'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
  readonly directory: Pick<Directory, 'audience'>
  readonly clock: Clock
}

export default post({
  name: 'deal-note',
  async render(entry, needs: Needs) {
    const { workspace, about, say } = entry
    const number = asId<DealNumber>(Number(about.deal))
    const [events, thread] = await Promise.all([needs.deals.events(workspace.id, number), needs.deals.threadOf(workspace.id, number)])
    const event = events.find(({ revision }) => revision === about.revision)
    // A line in the thread of small wins is rewritten; it has no thread of its own.
    if (!event || thread !== undefined) return undefined
    const [by, policy] = await Promise.all([needs.workspaces.member(workspace.id, event.by), channelPolicy(entry, needs)])
    return changeNote(event, by?.name ?? '?', policy, say)
  },
})
