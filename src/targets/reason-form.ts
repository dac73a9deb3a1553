// The form in which somebody says why a target changes in the middle of its period.
import { Complaint } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Say } from '../languages/say.ts'
import type { Filled, Form } from '../message/form.ts'

/** As long as what follows `because` in a sentence. */
const longest = 500

export const reasonForm = (name: string, about: string, say: Say): Form => ({
  name,
  about,
  title: say.plain('target.form-title'),
  submit: say.plain('button.save'),
  cancel: say.plain('button.cancel'),
  fields: [{ name: 'reason', label: say.plain('target.form-reason'), kind: 'text', required: true, longest }],
})

/** The reason that was filled in, on one line. Throws a complaint for none, and for one that is too long. */
export function readReason({ reason }: Filled): string {
  const text = (reason ?? '').replace(/\s+/g, ' ').trim()
  refuseDirectionMarks(text, 'reason')
  if (text === '') throw new Complaint('deal.form.empty', {}, { field: 'reason' })
  if ([...text].length > longest) throw new Complaint('problem.note-too-long', { longest }, { field: 'reason' })
  return text
}
