// The terminal as a platform: its messenger and directory for the bot, and the conversation itself.

import type { Readable, Writable } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import type { Conversation, Directory, InstallationRef, Messenger } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { shownButtons } from './buttons.ts'
import { terminalChannel } from './channel.ts'
import { type TerminalPerson, terminalDirectory } from './directory.ts'
import { terminalMessenger } from './messenger.ts'
import { runTerminal } from './run-terminal.ts'
import { openScreen } from './screen.ts'

export interface TerminalNeeds {
  readonly installation: InstallationRef
  readonly people: readonly TerminalPerson[]
  /** The one channel, in which everybody is. */
  readonly channel: string
  /** Standard input and output; where both are terminals, text is dressed and prompted for. */
  readonly input: Readable | ReadStream
  readonly output: Writable | WriteStream
  readonly say: Say
  readonly clock: Clock
}

export interface Terminal {
  readonly messenger: Messenger
  readonly directory: Directory
  print(line: string): void
  /**
   * Talks as a person until the input ends, and then until nothing waits to be posted to the terminal (`settled`), five seconds at most.
   */
  converse(conversation: Conversation, person: TerminalPerson, settled: () => Promise<boolean>): Promise<void>
}

export function openTerminal({ installation, people, channel, input, output, say, clock }: TerminalNeeds): Terminal {
  const dressed = 'isTTY' in input && input.isTTY && 'isTTY' in output && output.isTTY
  const screen = openScreen(input, output, dressed)
  const buttons = shownButtons()
  const session = clock.now().toString(36)
  return {
    messenger: terminalMessenger(terminalChannel(screen, buttons, say, clock, session)),
    directory: terminalDirectory(people, [channel]),
    print: (line) => screen.print(line),
    converse: (conversation, person, settled) =>
      runTerminal({ conversation, installation, person, channel, screen, buttons, say, session, settled }),
  }
}
