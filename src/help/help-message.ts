// The catalog as a message: every command with what it does, or one command with all that it can be given.

import type { Slots } from '../conversation/argument.ts'
import { usageOf } from '../conversation/usage.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { headline, list, message, quiet, text } from '../message/write.ts'
import { type Act, mayEver } from '../vocabulary/permissions.ts'
import type { Role } from '../vocabulary/roles.ts'

export interface Described {
  readonly name: string
  readonly first?: true
  readonly word?: string
  readonly summary: TextKey
  readonly examples: readonly string[]
  readonly slots: Slots
  /** Absent for one that is there for everybody, also before the workspace is set up. */
  readonly mayUse?: Act
}

const code = (typed: string): Span => ({ kind: 'code', text: typed })

/** Of one word, where others stand beside it: a list of all there is would be longer than a message. */
const mostOfOneWord = 12

/** The commands that a role may use, a line each, under the word they begin with; how many there are for others is said below. */
export function allCommands(commands: readonly Described[], role: Role, say: Say): Message {
  const usable = commands.filter(({ mayUse }) => mayUse === undefined || mayEver(role, mayUse))
  const words = [...new Set(usable.map(firstWord))]
  const groups = words.map((word) => usable.filter((command) => firstWord(command) === word))
  const alone = groups.filter(({ length }) => length === 1).flat()
  const together = groups.filter(({ length }) => length > 1)
  const others = commands.length - usable.length
  return message(
    headline(say('help.title')),
    ...together.flatMap((group) =>
      words.length > 1 && group.length > mostOfOneWord
        ? [heading(group, say, group.length)]
        : [heading(group, say), list(group.map((command) => line(command, say)))],
    ),
    alone.length > 0 && together.length > 0 && text([{ kind: 'bold', spans: say('help.alone') }]),
    alone.length > 0 && list(alone.map((command) => line(command, say))),
    quiet(say('help.more', { example: '/dealbell help deal won' })),
    others > 0 && quiet(say('help.others', { count: others })),
  )
}

const firstWord = ({ name }: Described): string => name.split(' ')[0] ?? name

const line = ({ name, summary }: Described, say: Say): readonly Span[] => [code(`/${name}`), ' — ', ...say(summary)]

/** `count`: of those that are not listed below it. */
function heading([first]: readonly Described[], say: Say, count = 0): Node {
  const word = first ? firstWord(first) : ''
  const about = say(`word.${word}` as TextKey) // there is one for each word that begins several commands: tools/collect.ts asks for it too
  const more = count > 0 ? [' · ', ...say('help.below', { count, example: `/dealbell help ${word}` })] : []
  return text([{ kind: 'bold', spans: [`/${word}`] }, ' — ', ...about, ...more])
}

/** One command: usage, what it does, examples. */
export const oneCommand = (described: Described, say: Say): Message =>
  message(
    headline([code(usageOf(described, say))]),
    text(say(described.summary)),
    list(described.examples.map((example) => [code(example)])),
  )
