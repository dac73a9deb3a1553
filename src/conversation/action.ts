// Declares what a button does. Its value comes back from the platform and is checked like any other input.
import type { Act } from '../vocabulary/permissions.ts'
import type { Carries } from './command.ts'
import type { Answer } from './platform.ts'
import type { Request } from './request.ts'

export interface Action<Needs, Value = unknown> extends Carries<Needs> {
  readonly kind: 'action'
  /** What buttons call it: `undo-deal`. */
  readonly name: string
  readonly mayUse: Act
  /** See `Command.changes`. */
  readonly changes: 'nothing' | 'with its answer'
  /** Undefined for a value that no button of ours carries. */
  read(value: string): Value | undefined
  run(request: Request, value: Value, needs: Needs): Promise<Answer>
}

export const action = <Needs, Value>(declaration: Omit<Action<Needs, Value>, 'kind'>): Action<Needs, Value> => ({
  kind: 'action',
  ...declaration,
})
