// What can be imported, and what can be exported, as typed.
import type { Argument } from '../conversation/argument.ts'
import type { TextKey } from '../languages/language.ts'
import { passed, read } from '../vocabulary/reading.ts'
import { importKinds } from './columns.ts'

export const exportKinds = ['deals', 'events', 'targets', 'activities', 'people'] as const
export type ExportKind = (typeof exportKinds)[number]

const wordOf = <const Values extends readonly string[]>(name: TextKey, values: Values): Argument<Values[number]> => ({
  name,
  field: { kind: 'one of', values },
  read(words, at) {
    const word = words[at]
    const value = word && !word.quoted ? values.find((one) => one === word.text.toLowerCase()) : undefined
    return value === undefined ? passed : read(value, at + 1)
  },
})

export const importKind = wordOf('argument.import-kind', importKinds)
export const exportKind = wordOf('argument.export-kind', exportKinds)

/** A file's path, exactly as typed: what stands in quotes, else all that follows, blanks among it. */
export const path: Argument<string> = {
  name: 'argument.path',
  field: { kind: 'not asked' },
  read(words, at, { text }) {
    const word = words[at]
    if (!word || word.text === '') return passed
    if (word.quoted) return read(text.slice(word.from + 1, word.to - 1), at + 1)
    return read(text.slice(word.from, words.at(-1)?.to), words.length)
  },
}
