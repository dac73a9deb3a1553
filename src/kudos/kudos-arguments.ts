// Whom somebody thanks, and what for.
import type { Argument } from '../conversation/argument.ts'
import { asTyped } from '../conversation/mention.ts'
import type { Member, PersonRef } from '../conversation/people.ts'
import { person } from '../conversation/people-arguments.ts'
import { read, type Word, wrong } from '../vocabulary/reading.ts'
import { longestReason } from './kudos.ts'

const together = new Set(['and', '&', '+', ','])

/** One person, with nothing between them and `for`. */
export const receiver: Argument<Member, PersonRef> = {
  ...person,
  read(words, at, context) {
    const found = person.read(words, at, context)
    const behind = found.outcome === 'read' ? words[found.next] : undefined
    if (!behind || context.startsSlot(behind)) return found
    const second = together.has(behind.text.toLowerCase()) || /^(@|<@)./.test(behind.text)
    return wrong(second ? 'one-person' : 'reason-without-for', behind)
  },
}

/** All the rest of the sentence, also a second `for`: one line. */
export const reason: Argument<string> = {
  name: 'argument.reason',
  field: { kind: 'text', longest: longestReason },
  read(words, at) {
    const rest = words.slice(at)
    const [first] = rest
    if (!first) return { outcome: 'passed' }
    const text = asTyped(rest.map(asWritten).join(' ')).trim()
    if ([...text].length > longestReason) return wrong('reason-too-long', first, rest.at(-1), { longest: longestReason })
    return read(text, words.length)
  },
}

/** Quotes belong to what is said here; they do not only keep words together. */
const asWritten = ({ text, quoted }: Word): string => (quoted ? `“${text}”` : text)
