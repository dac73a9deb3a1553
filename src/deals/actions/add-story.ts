// *Add story*, *Edit story* under a win: opens the form that asks how it was won.
import { action } from '../../conversation/action.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { readStoryNumber } from '../story-button.ts'
import type { StoryStore } from '../story-store.ts'
import { checkWon, storyForm } from '../tell-story.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly stories: Pick<StoryStore, 'of'>
  readonly workspaces: Leads
}

export default action({
  name: 'add-story',
  mayUse: 'deals',
  changes: 'nothing',
  read: readStoryNumber,
  async run(request, number, { deals, stories, workspaces }: Needs) {
    const deal = await dealToChange(request, number, deals, workspaces)
    checkWon(deal)
    const [story] = await stories.of(request.workspace.id, [number])
    return { kind: 'form', form: storyForm(deal, story, request) }
  },
})
