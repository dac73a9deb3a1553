// A complaint is a mistake that the person can mend: it says what was read, what was expected, and an example that works.
// Whoever notices the mistake throws it; converse.ts shows it. Every other error is a fault of ours.
import type { TextKey } from '../languages/language.ts'
import type { Values } from '../languages/say.ts'
import type { Problem } from '../vocabulary/reading.ts'

export class Complaint extends Error {
  readonly key: TextKey
  readonly values: Values
  /** The stretch of the typed text that it is about (offsets; equal ones mean the spot where something is missing). */
  readonly mark: { readonly from: number; readonly to: number } | undefined
  /** The field of a form that it is about. */
  readonly field: string | undefined
  /** A sentence that works, if a better one is known than the command's own example. */
  readonly example: string | undefined

  constructor(
    key: TextKey,
    values: Values = {},
    at: { readonly mark?: { readonly from: number; readonly to: number }; readonly field?: string; readonly example?: string } = {},
  ) {
    super(key)
    this.key = key
    this.values = values
    this.mark = at.mark
    this.field = at.field
    this.example = at.example
  }
}

/** What a reader found wrong, as a complaint. */
export function complaintOf(problem: Problem, field?: string): Complaint {
  // Readers of the vocabulary name their reason only; that each has a sentence is tested over the catalogue.
  const key = `problem.${problem.reason}` as TextKey
  const { details, from, to, example } = problem
  return new Complaint(key, details, { mark: { from, to }, ...(field === undefined ? {} : { field }), ...(example ? { example } : {}) })
}
