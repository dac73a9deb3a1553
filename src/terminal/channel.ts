// The terminal's channel: what is posted there is printed, and remembered for as long as the program runs.
import { NotDelivered, type PostedRef } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import { type FileNode, fileIn, type Message } from '../message/message.ts'
import { text } from '../message/write.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import type { Buttons } from './buttons.ts'
import { writeExport } from './files.ts'
import { dress, harmless, renderMessage } from './render.ts'
import type { Screen } from './screen.ts'

export interface TerminalChannel {
  post(channel: string, message: Message, key: string, thread: PostedRef | undefined): Promise<PostedRef>
  rewrite(channel: string, posted: PostedRef, message: Message): Promise<void>
  find(channel: string, key: string, since: Instant, thread: PostedRef | undefined): Promise<PostedRef | undefined>
}

export interface Posted {
  readonly ref: PostedRef
  readonly channel: string
  readonly key: string
  readonly thread: PostedRef | undefined
  readonly at: Instant
}

/**
 * `session` is different in each run of the program. What an earlier run printed has scrolled away, but it can be rewritten:
 * that prints it anew. `posted` is where what stands there is kept; `write` stores a file and returns its path.
 */
export function terminalChannel(
  screen: Screen,
  buttons: Buttons,
  say: Say,
  clock: Clock,
  session: string,
  posted: Map<PostedRef, Posted> = new Map(),
  write: (file: FileNode) => Promise<string> = writeExport,
): TerminalChannel {
  let count = 0

  /** A file is written down, and its place told. */
  async function withFile(message: Message): Promise<Message> {
    const file = fileIn(message)
    if (!file) return message
    const told = text(say('terminal.file-written', { path: await write(file) }))
    return { nodes: message.nodes.map((node) => (node === file ? told : node)) }
  }

  function print(channel: string, message: Message, ref: PostedRef, mark: string, indent: string): void {
    buttons.retire(ref)
    const lines = renderMessage(message, { dressed: screen.dressed, numberOf: (button) => buttons.add(ref, button, channel) }).split('\n')
    const head = [dress(`#${harmless(channel)}`, 'bold', screen), mark && dress(mark, 'dim', screen)].filter(Boolean).join(' ')
    screen.print([head, ...lines.map((line) => `  ${line}`)].map((line) => `${indent}${line}`).join('\n'))
  }

  return {
    async post(channel, message, key, thread) {
      count += 1
      const ref = `${session}.${count}`
      print(
        channel,
        await withFile(message),
        ref,
        thread === undefined ? '' : say.plain('terminal.in-thread'),
        thread === undefined ? '' : '    ',
      )
      posted.set(ref, { ref, channel, key, thread, at: clock.now() })
      return ref
    },
    async rewrite(channel, ref, message) {
      const isOfThisRun = ref.startsWith(`${session}.`)
      if (isOfThisRun && posted.get(ref)?.channel !== channel) throw new NotDelivered('never', 'message_not_found')
      print(channel, message, ref, say.plain('terminal.rewritten'), posted.get(ref)?.thread === undefined ? '' : '    ')
    },
    async find(channel, key, since, thread) {
      const all = [...posted.values()]
      return all.find((one) => one.channel === channel && one.key === key && one.thread === thread && one.at >= since)?.ref
    },
  }
}
