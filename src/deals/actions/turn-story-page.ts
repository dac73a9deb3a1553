// *Newer*, *Older* under a list of stories.
import { action } from '../../conversation/action.ts'
import { readStoryPage, type StoryPageNeeds, storyPage } from '../story-page.ts'

export default action({
  name: 'turn-story-page',
  mayUse: 'look',
  changes: 'nothing',
  read: readStoryPage,
  async run(request, search, needs: StoryPageNeeds) {
    return { kind: 'message', message: await storyPage(request, search, needs), replaces: true }
  },
})
