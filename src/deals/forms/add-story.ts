// How a deal was won, sent; an emptied field takes the story away.
import { form } from '../../conversation/form.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { readStoryNumber } from '../story-button.ts'
import { readStory, type StoryNeeds, tellStory } from '../tell-story.ts'

type Needs = StoryNeeds & {
  readonly deals: Pick<DealStore, 'find'>
  readonly workspaces: Leads
}

export default form({
  name: 'add-story',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readStoryNumber,
  async run(request, number, filled, needs: Needs) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return tellStory(request, deal, readStory(filled, request), false, needs)
  },
})
