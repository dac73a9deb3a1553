// The form in which an activity is corrected, and how what was filled in is read: with the same words as a command's.
import type { Argument } from '../conversation/argument.ts'
import { count, pastDate } from '../conversation/arguments.ts'
import { Complaint, complaintOf } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Request } from '../conversation/request.ts'
import { metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Filled, Form } from '../message/form.ts'
import { splitWords } from '../vocabulary/words.ts'
import type { Activity, ActivityFacts } from './activity.ts'
import { aboutActivity } from './activity-button.ts'

export const correctionForm = (activity: Activity, say: Say): Form => ({
  name: 'correct-activity',
  about: aboutActivity(activity),
  title: say.plain('activity.form.title', { number: activity.number }),
  submit: say.plain('button.save'),
  cancel: say.plain('button.cancel'),
  fields: [
    {
      name: 'count',
      label: say.plain('activity.form.count', { kind: metricName(activity.kind, say) }),
      kind: 'line',
      initial: String(activity.count),
      required: true,
      longest: 20,
    },
    { name: 'day', label: say.plain('activity.form.day'), kind: 'date', initial: activity.day, required: true },
  ],
})

/** What was filled in; throws a complaint that names the field. A field that is not there was not touched. */
export function readCorrection(filled: Filled, request: Request): Partial<Pick<ActivityFacts, 'count' | 'day'>> {
  const many = readField('count', filled, count, request)
  const day = readField('day', filled, pastDate, request)
  return { ...(many === undefined ? {} : { count: many }), ...(day === undefined ? {} : { day }) }
}

function readField<Value>(field: string, filled: Filled, argument: Argument<Value>, request: Request): Value | undefined {
  const text = filled[field]
  if (text === undefined) return undefined
  refuseDirectionMarks(text, field)
  const words = splitWords(text)
  if (!Array.isArray(words)) throw complaintOf(words, field)
  const reading = argument.read(words, 0, { ...request.reading, text, startsSlot: () => false })
  if (reading.outcome === 'wrong') throw complaintOf(reading.problem, field)
  if (reading.outcome === 'passed' || reading.next < words.length)
    throw new Complaint('problem.expected', { expected: argument.name, text }, { field })
  return reading.value
}
