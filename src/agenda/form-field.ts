// One line of free text in a form of an agenda, read as what is typed after a command.
import type { Argument } from '../conversation/argument.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import { readField } from '../deals/form-field.ts'
import type { Filled } from '../message/form.ts'

/** Throws a complaint that names the field, also where nothing stands in it. */
export function fieldOf(name: string, filled: Filled, argument: Argument<string>, request: Request): string {
  const value = readField(name, filled, argument, request, true)
  if (!value) throw new Complaint('problem.missing', { expected: argument.name }, { field: name })
  return value
}
