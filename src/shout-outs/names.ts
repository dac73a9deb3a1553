// Several people in one breath: all up to three, of more the first three and how many more.
import type { Say } from '../languages/say.ts'
import type { Span } from '../message/message.ts'

/** `Sam, Kim and Noor`, `Sam, Kim, Noor and 2 more`; nothing for nobody. */
export function inOneBreath(names: readonly Span[], say: Say): readonly Span[] {
  const [first, second, third] = names
  if (first === undefined) return []
  if (second === undefined) return [first]
  if (third === undefined) return say('names.two', { first, second })
  if (names.length === 3) return say('names.three', { first, second, third })
  return say('names.more', { first, second, third, count: names.length - 3 })
}
