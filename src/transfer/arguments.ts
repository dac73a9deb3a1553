// What can be imported, and what can be exported, as typed.
import type { Argument } from '../conversation/argument.ts'
import type { TextKey } from '../languages/language.ts'
import { passed, read } from '../vocabulary/reading.ts'
import { importKinds } from './columns.ts'

export const exportKinds = ['deals', 'events', 'targets', 'activities', 'people'] as const
export type ExportKind = (typeof exportKinds)[number]

const wordOf = <const Values extends readonly string[]>(name: TextKey, values: Values): Argument<Values[number]> => ({
  name,
  read(words, at) {
    const word = words[at]
    const value = word && !word.quoted ? values.find((one) => one === word.text.toLowerCase()) : undefined
    return value === undefined ? passed : read(value, at + 1)
  },
})

export const importKind = wordOf('argument.import-kind', importKinds)
export const exportKind = wordOf('argument.export-kind', exportKinds)

/** A file's path: one word, or several in quotes. */
export const path: Argument<string> = {
  name: 'argument.path',
  read(words, at) {
    const word = words[at]
    return word && word.text !== '' ? read(word.text, at + 1) : passed
  },
}
