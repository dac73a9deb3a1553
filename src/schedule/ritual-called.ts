// A ritual as people type it: by its name, or by its title in any language.
import type { Argument } from '../conversation/argument.ts'
import type { Described } from '../conversation/ritual.ts'
import { sayIn, spokenLanguages } from '../languages/speak.ts'
import { fold } from '../vocabulary/folding.ts'
import { passed, read, type Word } from '../vocabulary/reading.ts'
import { channel } from '../workspaces/chosen-channel.ts'
import { onOff } from '../workspaces/people-arguments.ts'
import { timeOfDay } from '../workspaces/settings/times.ts'
import { weekday } from './when-arguments.ts'

/** The words in which a ritual is named. */
export type Naming = readonly [Word, ...Word[]]

/** The words up to the first that says something about it; which ritual they name is looked at where the rituals are known. */
export const ritualWords: Argument<Naming> = {
  name: 'argument.ritual',
  field: { kind: 'text', longest: 60 },
  suggests: 'rituals',
  read(words, at, context) {
    const begins = (next: number, word: Word) =>
      context.startsSlot(word) ||
      [onOff, weekday, timeOfDay, channel].some((argument) => argument.read(words, next, context).outcome !== 'passed')
    let next = at
    for (let word = words[next]; word && (word.quoted || !begins(next, word)); word = words[next]) next += 1
    const [first, ...rest] = words.slice(at, next)
    return first ? read([first, ...rest], next) : passed
  },
}

/** The ritual that words begin with, by its longest name, and what is left of them; undefined where they name none. */
export function ritualCalled<R extends Pick<Described, 'name' | 'title'>>(
  words: Naming,
  rituals: readonly R[],
): { readonly ritual: R; readonly rest: readonly Word[] } | undefined {
  for (let count = words.length; count > 0; count -= 1) {
    const text = folded(
      words
        .slice(0, count)
        .map((word) => word.text)
        .join(' '),
    )
    const ritual = rituals.find((one) => namesOf(one).includes(text))
    if (ritual) return { ritual, rest: words.slice(count) }
  }
  return undefined
}

const namesOf = ({ name, title }: Pick<Described, 'name' | 'title'>): readonly string[] =>
  [name, ...spokenLanguages.map((language) => sayIn(language).plain(title))].map(folded)

/** Shout-outs, shout outs and shoutouts are one. */
const folded = (text: string): string =>
  fold(text)
    .toLowerCase()
    .replace(/[\s:'’_-]+/g, '')
