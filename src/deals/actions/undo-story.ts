// *Undo* under a story: what was told before comes again, or none does.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { readPlanId } from '../plan.ts'
import { keptStory, type StoryNeeds, untellStory } from '../tell-story.ts'

type Needs = StoryNeeds & {
  readonly deals: Pick<DealStore, 'find'>
  readonly pending: Pick<PendingStore, 'find'>
  readonly workspaces: Leads
}

export default action({
  name: 'undo-story',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, needs: Needs) {
    const kept = keptStory(await needs.pending.find(request.workspace.id, id))
    if (!kept) throw new Complaint('story.too-old-to-undo')
    const deal = await dealToChange(request, kept.number, needs.deals, needs.workspaces)
    return untellStory(request, deal, kept, needs)
  },
})
