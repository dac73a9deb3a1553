// The line in a card's thread that says what was corrected.
import { post } from '../../conversation/post.ts'
import { asId, type DealNumber } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { changeNote } from '../deal-card.ts'
import type { DealStore } from '../deal-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'events'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'deal-note',
  async render({ workspace, about, say }, { deals, workspaces }: Needs) {
    const events = await deals.events(workspace.id, asId<DealNumber>(Number(about.deal)))
    const event = events.find(({ revision }) => revision === about.revision)
    if (!event) return undefined
    const by = await workspaces.member(workspace.id, event.by)
    return changeNote(event, by?.name ?? '?', say)
  },
})
