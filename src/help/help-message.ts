// The catalog as a message: every command with what it does, or one command with all that it can be given.

import type { Slots } from '../conversation/argument.ts'
import { usageOf } from '../conversation/usage.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Span } from '../message/message.ts'
import { headline, list, message, quiet, text } from '../message/write.ts'

export interface Described {
  readonly name: string
  readonly first?: true
  readonly summary: TextKey
  readonly examples: readonly string[]
  readonly slots: Slots
}

const code = (typed: string): Span => ({ kind: 'code', text: typed })

/** Every command in a line. */
export const allCommands = (commands: readonly Described[], say: Say): Message =>
  message(
    headline(say('help.title')),
    list(commands.map(({ name, summary }) => [code(`/${name}`), ' — ', ...say(summary)])),
    quiet(say('help.more', { example: '/dealbell help deal won' })),
  )

/** One command: usage, what it does, examples. */
export const oneCommand = (described: Described, say: Say): Message =>
  message(
    headline([code(usageOf(described, say))]),
    text(say(described.summary)),
    list(described.examples.map((example) => [code(example)])),
  )
