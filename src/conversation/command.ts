// Declares a command. One file holds everything about it: its words, who may use it, what it is given, what it does; help, usage
// lines, the Slack manifest and the README's table are made from the same declaration.
import type { TextKey } from '../languages/language.ts'
import type { Act } from '../vocabulary/permissions.ts'
import type { Slots, ValuesOf } from './argument.ts'
import type { Answer } from './platform.ts'
import type { OpenRequest, Request } from './request.ts'

/** Never there; carries the type, so that compose.ts cannot forget a part. */
export type Carries<Needs> = { readonly needs?: (needs: Needs) => void }

interface Described {
  /** Its words without the slash: `deal won`. The first is the platform's command. */
  readonly name: string
  /** It stands before the others that begin with the same word. */
  readonly first?: true
  /**
   * Of a command whose words others begin with: the word that says that this one is meant (`/agenda show`). Where words are typed it may be
   * left out.
   */
  readonly word?: string
  /** One line for help and the platform's own list. */
  readonly summary: TextKey
  /** Sentences that work, the best first. */
  readonly examples: readonly [string, ...string[]]
  /**
   * `nothing`: it only reads. `with its answer`: its store keeps the answer under the request's key in the same transaction.
   * `repeatably`: doing it twice is the same as once; the conversation keeps the answer.
   */
  readonly changes: 'nothing' | 'with its answer' | 'repeatably'
}

export interface Command<Needs, S extends Slots = Slots> extends Described, Carries<Needs> {
  readonly kind: 'command'
  /** What the table of permissions calls it. Whom somebody may do it to is decided by the command. */
  readonly mayUse: Act
  readonly slots: S
  /** Throws a Complaint for what the person can mend. */
  run(request: Request, values: ValuesOf<S>, needs: Needs): Promise<Answer>
}

/** A command for somebody whose workspace may not have been set up. */
export interface OpenCommand<Needs, S extends Slots = Slots> extends Described, Carries<Needs> {
  readonly kind: 'open command'
  readonly slots: S
  run(request: OpenRequest, values: ValuesOf<S>, needs: Needs): Promise<Answer>
}

export const command = <Needs, S extends Slots>(declaration: Omit<Command<Needs, S>, 'kind'>): Command<Needs, S> => ({
  kind: 'command',
  ...declaration,
})

export const openCommand = <Needs, S extends Slots>(declaration: Omit<OpenCommand<Needs, S>, 'kind'>): OpenCommand<Needs, S> => ({
  kind: 'open command',
  ...declaration,
})
