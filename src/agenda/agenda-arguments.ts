// What is typed after `/agenda`: a topic, a task with its day, an item's number.
import type { Argument, ReadContext } from '../conversation/argument.ts'
import { futureDate } from '../conversation/arguments.ts'
import { asTyped } from '../conversation/mention.ts'
import { type AgendaNumber, asId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'
import { longestItem } from './agenda-item.ts'

/** Quotes belong to what is said here; they do not only keep words together. */
const asWritten = ({ text, quoted }: Word): string => (quoted ? `“${text}”` : text)

function textOf(words: readonly Word[]): Reading<string> {
  const [first] = words
  if (!first) return passed
  const text = asTyped(words.map(asWritten).join(' ')).replace(/\s+/g, ' ').trim()
  if (text === '') return passed
  if ([...text].length > longestItem) return wrong('topic-too-long', first, words.at(-1), { longest: longestItem })
  return read(text, words.length)
}

/** All the rest of the sentence: one line. */
export const topic: Argument<string> = {
  name: 'argument.topic',
  field: { kind: 'text', longest: longestItem },
  read(words, at) {
    const found = textOf(words.slice(at))
    return found.outcome === 'read' ? read(found.value, words.length) : found
  },
}

export interface Task {
  readonly text: string
  readonly due: LocalDate | undefined
}

/** All the rest of the sentence; what stands behind its last `by` is the day, if it is one. */
export const task: Argument<Task> = {
  name: 'argument.task',
  field: { kind: 'text', longest: longestItem + 40 }, // and its day
  read(words, at, context) {
    const by = words.findLastIndex((word, index) => index >= at && !word.quoted && word.text.toLowerCase() === 'by')
    const due = by < 0 ? undefined : dayAt(words, by + 1, context)
    if (due?.outcome === 'wrong') return due
    const found = textOf(words.slice(at, due ? by : undefined))
    return found.outcome === 'read' ? read({ text: found.value, due: due?.value }, words.length) : found
  },
}

/** A day that the sentence ends with; undefined: what stands there is none (`written by Noor`). */
function dayAt(words: readonly Word[], at: number, context: ReadContext) {
  const found = futureDate.read(words, at, context)
  if (found.outcome === 'passed') return undefined
  return found.outcome === 'wrong' || found.next === words.length ? found : undefined
}

/** `3` or `#3`. */
export const itemNumber: Argument<AgendaNumber> = {
  name: 'argument.item-number',
  field: { kind: 'number', least: 1, most: 999_999_999 },
  read(words, at) {
    const word = words[at]
    const digits = word && !word.quoted && /^#?([1-9]\d{0,8})$/.exec(word.text)?.[1]
    return digits ? read(asId<AgendaNumber>(Number(digits)), at + 1) : passed
  },
}
