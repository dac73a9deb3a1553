// Typed text and days for the tests of the vocabulary.
import { isLocalDate, type LocalDate } from '../../src/vocabulary/local-date.ts'
import type { Reading, Word } from '../../src/vocabulary/reading.ts'
import { splitWords } from '../../src/vocabulary/words.ts'

export function typed(text: string): readonly Word[] {
  const words = splitWords(text)
  if (!Array.isArray(words)) throw new Error(`${words.reason} in ${JSON.stringify(text)}`)
  return words
}

/** A reading in one line: the value and the words left, the reason and the stretch it is about, or `passed`. */
export function told<T>(text: string, words: readonly Word[], reading: Reading<T>, show: (value: T) => string): string {
  if (reading.outcome === 'passed') return 'passed'
  if (reading.outcome === 'wrong') return `${reading.problem.reason} at [${text.slice(reading.problem.from, reading.problem.to)}]`
  const left = words.slice(reading.next).map((word) => word.text)
  return [show(reading.value), ...left].join(' | ')
}

export function day(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Error(`No day ${text}`)
  return text
}
