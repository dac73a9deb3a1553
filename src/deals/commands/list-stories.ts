// `/deal list stories [word]`: how deals were won, the newest first, for everybody to learn from.
import { type Argument, optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { mentionedIn } from '../../conversation/mention.ts'
import type { PersonRef } from '../../conversation/people.ts'
import { passed, read } from '../../vocabulary/reading.ts'
import { type StoryPageNeeds, storyPage } from '../story-page.ts'

/** All that follows: words to look for, of which who was mentioned stands for their name. */
const searched: Argument<readonly string[], readonly (string | PersonRef)[]> = {
  name: 'argument.word',
  field: { kind: 'text', longest: 200 },
  read(words, at) {
    const taken = words.slice(at)
    if (taken.length === 0) return passed
    const typed = taken.map(({ text, from, to, quoted }) => {
      const id = quoted ? undefined : mentionedIn(text)
      if (id !== undefined) return { kind: 'mention', id, from, to } as const
      return !quoted && /^@./.test(text) ? ({ kind: 'handle', text: text.slice(1), from, to } as const) : text
    })
    return read(typed, words.length)
  },
  async resolve(typed, look) {
    const words: string[] = []
    for (const one of typed) words.push(typeof one === 'string' ? one : (await look.member(one, 'leavers too')).name)
    return words
  },
}

export default command({
  name: 'deal list stories',
  summary: 'command.deal-list-stories',
  examples: ['/deal list stories', '/deal list stories pilot', '/deal list stories @sam renewal', '/deal list stories #42'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { words: optional(searched) },
  async run(request, { words = [] }, needs: StoryPageNeeds) {
    const search = { skip: 0, words: [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))] }
    return { kind: 'message', message: await storyPage(request, search, needs), replaces: false }
  },
})
