// One line of free text in a form of an agenda.
import { Complaint } from '../conversation/complaint.ts'
import { asTyped } from '../conversation/mention.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Filled } from '../message/form.ts'
import { longestItem } from './agenda-item.ts'

/** Throws a complaint that names the field where nothing stands in it, or too much. */
export function fieldOf(field: string, filled: Filled): string {
  const text = asTyped((filled[field] ?? '').replace(/\s+/g, ' ').trim())
  refuseDirectionMarks(text, field)
  if (text === '') throw new Complaint('problem.missing', { expected: 'argument.topic' }, { field })
  if ([...text].length > longestItem) throw new Complaint('problem.topic-too-long', { longest: longestItem }, { field })
  return text
}
