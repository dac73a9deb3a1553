// What the doctor finds: one line each, in the catalogue's words, and what to do about it.
import type { TextKey } from '../languages/language.ts'
import type { Values } from '../languages/say.ts'

/** `look`: it works, and may not be what is wanted. `unknown`: it could not be found out. */
export type State = 'good' | 'look' | 'unknown' | 'wrong'

export interface Sentence {
  readonly key: TextKey
  readonly values?: Values
}

export interface Finding {
  readonly state: State
  readonly says: Sentence
  /** What to do about it. */
  readonly cure?: Sentence
}

export const found = (state: State, key: TextKey, values: Values = {}, cure?: TextKey, cureValues: Values = values): Finding => ({
  state,
  says: { key, values },
  ...(cure ? { cure: { key: cure, values: cureValues } } : {}),
})

/** What was looked at, by name, with what was found there. */
export interface Section {
  readonly title: string
  readonly findings: readonly Finding[]
}
