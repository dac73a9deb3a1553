// The form in which a ritual's day, time, channel and catch-up window are changed, and what was filled in.

import type { Argument } from '../conversation/argument.ts'
import { Complaint, complaintOf } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import { destination } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Described } from '../conversation/ritual.ts'
import type { Field, Filled, Form } from '../message/form.ts'
import { splitWords } from '../vocabulary/words.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import { weekdayNames } from '../workspaces/settings/readers.ts'
import { timeOfDay } from '../workspaces/settings/times.ts'
import { stretch, weekday, writeStretch } from './when-arguments.ts'
import type { Wish } from './wish.ts'

export function ritualForm(ritual: Described, request: Request): Form {
  const { workspace, say } = request
  const { timetable, catchUp } = scheduleOf(ritual, workspace)
  const { rhythm } = timetable
  const days = weekdayNames.map((value, index) => ({ value, label: say.weekday(index + 1) }))
  const day: Field | false = rhythm.every === 'week' && {
    name: 'day',
    label: say.plain('schedule.form-day'),
    kind: 'choice',
    initial: weekdayNames[rhythm.on - 1] ?? '',
    required: true,
    options: days,
  }
  const fields: readonly (Field | false)[] = [
    day,
    {
      name: 'time',
      label: say.plain('schedule.form-time'),
      kind: 'line',
      initial: timetable.time,
      hint: ritual.zone === 'member' ? say.plain('schedule.form-own-time') : workspace.timeZone,
      required: true,
      longest: 10,
    },
    channelField(ritual, request),
    {
      name: 'catch-up',
      label: say.plain('schedule.catch-up'),
      kind: 'line',
      initial: writeStretch(catchUp),
      hint: say.plain('schedule.form-catch-up'),
      required: true,
      longest: 20,
    },
  ]
  return {
    name: 'change-ritual',
    about: ritual.name,
    title: say.plain(ritual.title),
    submit: say.plain('button.save'),
    cancel: say.plain('button.cancel'),
    fields: fields.filter((field): field is Field => field !== false),
  }
}

function channelField(ritual: Described, { workspace, installation, place, say }: Request): Field | false {
  if (ritual.goesTo !== 'channel') return false
  const { to } = scheduleOf(ritual, workspace)
  const here = place.kind === 'channel' ? destination(installation, place.channel) : undefined
  const options = [
    { value: 'stays', label: say.plain('setting.announce-stays') },
    ...(here === undefined || here === to ? [] : [{ value: 'here', label: say.plain('setting.announce-here') }]),
    ...(workspace.announce === to || workspace.announce === here
      ? []
      : [{ value: 'announce', label: say.plain('schedule.form-announce') }]),
  ]
  if (options.length < 2) return false
  return { name: 'channel', label: say.plain('schedule.form-channel'), kind: 'choice', initial: 'stays', required: true, options }
}

/** What was wished in the form; a field that is not there, or is as it was, is no wish. Throws a complaint that names the field. */
export function wishIn(filled: Filled, ritual: Described, { workspace, installation, place, reading }: Request): Wish {
  const { timetable, catchUp } = scheduleOf(ritual, workspace)
  const { rhythm, time } = timetable
  const read = <Value>(field: string, argument: Argument<Value>, stands: string): Value | undefined => {
    const typed = filled[field]?.trim()
    if (typed === undefined || typed === stands) return undefined
    refuseDirectionMarks(typed, field)
    const words = splitWords(typed)
    if (!Array.isArray(words)) throw complaintOf(words, field)
    const found = argument.read(words, 0, { ...reading, text: typed, startsSlot: () => false })
    if (found.outcome === 'wrong') throw complaintOf(found.problem, field)
    if (found.outcome === 'passed' || found.next < words.length) {
      throw new Complaint('problem.expected', { expected: argument.name, text: typed }, { field })
    }
    return found.value
  }
  const to =
    filled.channel === 'announce'
      ? workspace.announce
      : filled.channel === 'here' && place.kind === 'channel'
        ? destination(installation, place.channel)
        : undefined
  return {
    weekday: read('day', weekday, rhythm.every === 'week' ? (weekdayNames[rhythm.on - 1] ?? '') : ''),
    time: read('time', timeOfDay, time),
    to,
    catchUp: read('catch-up', stretch, writeStretch(catchUp)),
  }
}
