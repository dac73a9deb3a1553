// How what was filled into a form's field is read: with the same words as a command's.
import type { Argument } from '../conversation/argument.ts'
import { futureDate } from '../conversation/arguments.ts'
import { Complaint, complaintOf } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Request } from '../conversation/request.ts'
import type { Filled } from '../message/form.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { splitWords } from '../vocabulary/words.ts'

/**
 * A field holds one argument and nothing else. `whole`: it is free text as it stands, without quotes and keywords. Undefined: the field
 * is not there; null: it is empty. Throws a complaint that names the field.
 */
export function readField<Value, Typed>(
  name: string,
  filled: Filled,
  argument: Pick<Argument<Value, Typed>, 'name' | 'read'>,
  request: Request,
  whole = false,
): Typed | undefined | null {
  const text = filled[name]?.replace(/\s+/g, ' ').trim()
  if (text === undefined) return undefined
  if (text === '') return null
  refuseDirectionMarks(text, name)
  const words = splitWords(whole ? text.replace(/["“”„«»「」]/g, ' ') : text)
  if (!Array.isArray(words)) throw complaintOf(words, name)
  const given = whole ? [{ text, from: 0, to: text.length, quoted: true }] : words
  const reading = argument.read(given, 0, { ...request.reading, text, startsSlot: () => false })
  if (reading.outcome === 'wrong') throw complaintOf(reading.problem, name)
  if (reading.outcome === 'passed' || reading.next < given.length)
    throw new Complaint('problem.expected', { expected: argument.name, text }, { field: name })
  return reading.value
}

/** One of the values that the field offered; undefined where none was chosen, or one that is not offered any more. */
export const readChoice = (name: string, filled: Filled, offered: readonly string[]): string | undefined =>
  offered.find((value) => value === filled[name])

/** A day that may come; undefined where none is there. */
export const readDay = (name: string, filled: Filled, request: Request): LocalDate | undefined =>
  readField(name, filled, futureDate, request) ?? undefined
