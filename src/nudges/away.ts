// The form in which somebody says that they are away: the same as `/dealbell member me away …`.

import { futureDate } from '../conversation/arguments.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import { readField } from '../deals/form-field.ts'
import type { Filled, Form } from '../message/form.ts'
import { daysBetween } from '../vocabulary/local-date.ts'
import type { Leave } from '../vocabulary/ramp.ts'
import { longestLeave } from '../workspaces/people-arguments.ts'

export const awayForm = ({ say, speaker, today }: Request): Form => ({
  name: 'say-away',
  about: String(speaker.id),
  title: say.plain('nudge.away-title'),
  submit: say.plain('button.save'),
  cancel: say.plain('button.cancel'),
  fields: [
    { name: 'from', label: say.plain('nudge.away-from'), kind: 'date', initial: today, required: true },
    { name: 'to', label: say.plain('nudge.away-to'), kind: 'date', initial: today, required: true },
  ],
})

/** Both days included; throws a complaint that names the field. */
export function readAway(filled: Filled, request: Request): Leave {
  const dayIn = (name: string) => {
    const day = readField(name, filled, futureDate, request) ?? undefined
    if (day === undefined) throw new Complaint('deal.form.empty', {}, { field: name })
    return day
  }
  const [from, to] = [dayIn('from'), dayIn('to')]
  if (from > to) throw new Complaint('problem.leave-backwards', {}, { field: 'to' })
  if (daysBetween(from, to) >= longestLeave) throw new Complaint('problem.leave-too-long', { longest: longestLeave }, { field: 'to' })
  return { from, to }
}
