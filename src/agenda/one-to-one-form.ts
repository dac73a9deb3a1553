// The form in which is noted what was agreed in a 1:1, and how its day is read: with the same words as a command's.
import { futureDate } from '../conversation/arguments.ts'
import { Complaint, complaintOf } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Filled, Form } from '../message/form.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { splitWords } from '../vocabulary/words.ts'
import { longestItem } from './agenda-item.ts'
import { type OneToOneRef, oneToOneValue } from './one-to-one-value.ts'

export const agreedForm = (ref: OneToOneRef, rep: Member, { say, speaker }: Pick<Request, 'say' | 'speaker'>): Form => ({
  name: 'note-agreed',
  about: oneToOneValue(ref),
  title: say.plain('one-to-one.form-title', { name: rep.name }),
  submit: say.plain('button.save'),
  cancel: say.plain('button.cancel'),
  fields: [
    { name: 'what', label: say.plain('one-to-one.form-what'), kind: 'line', required: true, longest: longestItem },
    {
      name: 'who',
      label: say.plain('one-to-one.form-who'),
      kind: 'choice',
      initial: 'rep',
      required: true,
      options: [
        { value: 'rep', label: rep.name },
        { value: 'manager', label: speaker.name },
      ],
    },
    { name: 'due', label: say.plain('one-to-one.form-by'), kind: 'date', required: false },
  ],
})

/** By when; undefined where nothing was filled in. Throws a complaint that names the field. */
export function dueIn(filled: Filled, request: Request): LocalDate | undefined {
  const text = filled.due ?? ''
  refuseDirectionMarks(text, 'due')
  const words = splitWords(text)
  if (!Array.isArray(words)) throw complaintOf(words, 'due')
  if (words.length === 0) return undefined
  const reading = futureDate.read(words, 0, { ...request.reading, text, startsSlot: () => false })
  if (reading.outcome === 'wrong') throw complaintOf(reading.problem, 'due')
  if (reading.outcome === 'passed' || reading.next < words.length)
    throw new Complaint('problem.expected', { expected: futureDate.name, text }, { field: 'due' })
  return reading.value
}
