// Declares what happens to a form when it is sent. The form itself is shown by the action or command that opens it.
import type { Filled } from '../message/form.ts'
import type { Act } from '../vocabulary/permissions.ts'
import type { Carries } from './command.ts'
import type { Answer } from './platform.ts'
import type { Request } from './request.ts'

export interface FormDeclaration<Needs, About = unknown> extends Carries<Needs> {
  readonly kind: 'form'
  readonly name: string
  readonly mayUse: Act
  /** See `Command.changes`. */
  readonly changes: 'nothing' | 'with its answer'
  /** Undefined for a value that no form of ours carries. */
  read(about: string): About | undefined
  /** Throws a Complaint with a `field` for what is wrong in one. */
  run(request: Request, about: About, filled: Filled, needs: Needs): Promise<Answer>
}

export const form = <Needs, About>(declaration: Omit<FormDeclaration<Needs, About>, 'kind'>): FormDeclaration<Needs, About> => ({
  kind: 'form',
  ...declaration,
})
