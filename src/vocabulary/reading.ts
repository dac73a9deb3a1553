// How a piece of typed text is read: words with their places, and what a reader says of them.
// A reader looks at the words from one position and either reads a value, passes, or names what is wrong.

/** A word as typed. `from` and `to` are offsets into the whole text (UTF-16, `to` exclusive); a quoted word keeps its spaces. */
export interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly quoted: boolean
}

/**
 * What is wrong with a stretch of the text, for the person who typed it. `reason` and `details` name a sentence of the
 * catalogue (`problem.<reason>`) and its values.
 */
export interface Problem {
  readonly reason: string
  readonly details: Readonly<Record<string, string | number>>
  readonly from: number
  readonly to: number
  /** A sentence that works, where the reader knows a better one than the command's own. */
  readonly example?: string
}

export type Reading<T> =
  | { readonly outcome: 'read'; readonly value: T /** index of the first word after the value */; readonly next: number }
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'wrong'; readonly problem: Problem }

export const passed = { outcome: 'passed' } as const

export const read = <T>(value: T, next: number): Reading<T> => ({ outcome: 'read', value, next })

/** Typed text as a sentence can bear it: cut short after 60 characters. */
export const shortened = (typed: string): string => (typed.length > 60 ? `${Array.from(typed.slice(0, 60)).slice(0, 58).join('')}…` : typed)

/** A problem with the words from `first` to `last` (both included). */
export function wrong(reason: string, first: Word, last: Word = first, details: Problem['details'] = {}): Reading<never> {
  return { outcome: 'wrong', problem: { reason, details: { text: shortened(first.text), ...details }, from: first.from, to: last.to } }
}
