// How a deal was won, in the thread of its card: as it is told now, while the deal is won.
import { post } from '../../conversation/post.ts'
import { asId, type DealNumber } from '../../vocabulary/ids.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import type { DealStore } from '../deal-store.ts'
import { storyPost } from '../story-message.ts'
import type { StoryStore } from '../story-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly stories: Pick<StoryStore, 'of'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default post({
  name: 'win-story',
  async render({ workspace, about, action, say }, { deals, stories, workspaces }: Needs) {
    const number = asId<DealNumber>(Number(about.deal))
    const [deal, [story]] = await Promise.all([deals.find(workspace.id, number), stories.of(workspace.id, [number])])
    // Taken back before it was ever shown: there is nothing to tell, and nothing to rewrite.
    if (!deal || !story) return action.do === 'rewrite' ? storyPost(undefined, say) : undefined
    const owner = await workspaces.member(workspace.id, deal.owner)
    return storyPost({ deal, ownerName: owner?.name ?? '?', text: story.text }, say)
  },
})
