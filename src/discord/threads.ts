// Where a reply is posted: in the thread of the message that it answers, which is made for it; or where there can be none, beside it as an
// answer to it. https://docs.discord.com/developers/topics/threads
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import type { DiscordApi } from './api.ts'
import type { Budget } from './budget.ts'
import { notDelivered } from './failure.ts'
import { limits } from './limits.ts'
import { withoutMark } from './post-mark.ts'

/** Minutes without a word until a thread leaves the list of channels: three days. Whoever writes in it brings it back. */
const archivedAfter = 4_320
/** The name of a thread whose message shows no words; a thread must have one, in no language. */
const nameless = '🧵'
/** For one call (ms). */
const patience = 3_000
const mostKept = 10_000

/** A channel that has no threads, a bot that may make none, a server that has enough of them. */
const cannotBe = new Set(['wrong_channel_type', 'missing_permissions', 'missing_access', 'too_many_threads'])

export interface Target {
  readonly channel: string
  /** The message that it answers, in that channel. */
  readonly answers?: string
  /** The channel is a thread. */
  readonly thread?: true
}

export interface Threads {
  /** Rejects with `NotDelivered`; with `message_not_found` where there is no message to answer. */
  under(channel: string, message: string, budget: Budget): Promise<Target>
  /** The thread is not there any more. */
  forget(message: string): void
  /** Brings a thread back that was put away. */
  unarchive(thread: string, budget: Budget): Promise<void>
}

export function discordThreads(api: Pick<DiscordApi, 'callAtOnce'>): Threads {
  const known = new Set<string>()

  async function start(channel: string, message: string, name: string, budget: Budget): Promise<string> {
    const made = await api.callAtOnce({
      method: 'POST',
      path: `/channels/${channel}/messages/${message}/threads`,
      body: { name, auto_archive_duration: archivedAfter },
      within: budget.left(patience),
    })
    return textIn(objectIn(made).id) ?? message
  }

  /** By what the message says; a bot that is not shown it can make its thread all the same. */
  async function nameOf(channel: string, message: string, budget: Budget): Promise<string> {
    try {
      const path = `/channels/${channel}/messages/${message}` as const
      return threadName(await api.callAtOnce({ method: 'GET', path, within: budget.left(patience) }))
    } catch (error) {
      const { outcome, reason } = notDelivered(error)
      if (outcome !== 'never' || reason === 'message_not_found') throw error
      return nameless
    }
  }

  return {
    async under(channel, message, budget) {
      // A thread has the id of the message under which it stands.
      if (known.has(message)) return { channel: message, thread: true }
      const made = async (): Promise<string> => {
        const name = await nameOf(channel, message, budget)
        try {
          return await start(channel, message, name, budget)
        } catch (error) {
          const { reason } = notDelivered(error)
          if (name === nameless || (reason !== 'blocked_by_moderation' && reason !== 'invalid_request')) throw error
          return start(channel, message, nameless, budget)
        }
      }
      try {
        const thread = await made()
        if (known.size >= mostKept) known.clear()
        known.add(message)
        return { channel: thread, thread: true }
      } catch (error) {
        const failure = notDelivered(error)
        if (failure.reason === 'thread_exists') {
          known.add(message)
          return { channel: message, thread: true }
        }
        if (failure.outcome === 'never' && cannotBe.has(failure.reason)) return { channel, answers: message }
        throw failure
      }
    },
    forget: (message) => void known.delete(message),
    async unarchive(thread, budget) {
      await api.callAtOnce({ method: 'PATCH', path: `/channels/${thread}`, body: { archived: false }, within: budget.left(patience) })
    },
  }
}

/** What a thread under this message (as Discord's API shows it) is called: its first line, without markup. */
export function threadName(message: unknown): string {
  const { content, embeds, components } = objectIn(message)
  const texts = [withoutMark(textIn(content) ?? ''), ...listIn(components).flatMap(wordsIn), ...listIn(embeds).flatMap(embedWords)]
  const lines = texts.flatMap((text) => (text ?? '').split('\n')).map((line) => plainLine(line, message))
  return cut(lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? nameless)
}

const embedWords = (embed: unknown) => [textIn(objectIn(embed).title), textIn(objectIn(embed).description)]

/** The words of text displays, however deep. */
const wordsIn = (component: unknown): (string | undefined)[] => {
  const { content, components, type } = objectIn(component)
  return type === 10 ? [textIn(content)] : listIn(components).flatMap(wordsIn)
}

/** https://docs.discord.com/developers/reference#message-formatting */
function plainLine(line: string, message: unknown): string {
  const nameOf = new Map(listIn(objectIn(message).mentions).map((user) => [objectIn(user).id, objectIn(user)]))
  return line
    .replace(/<@!?(\d+)>/g, (_, id) => textIn(nameOf.get(id)?.global_name) ?? textIn(nameOf.get(id)?.username) ?? '')
    .replace(/<(?:@&|#|t:|\/)[^>\n]*>/g, '')
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/\[([^\]\n]+)\]\(<?[^)\n]*>?\)/g, '$1')
    .replace(/^(?:\s*(?:-#|#{1,3}|>>>|>|[-*])\s+)+/, '')
    .replace(/\\([\p{P}\p{S}])|[*_~`|]+/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Never through the middle of a character. */
function cut(name: string): string {
  if (name.length <= limits.threadName) return name
  let short = ''
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (short.length + segment.length > limits.threadName - 1) break
    short += segment
  }
  return `${short.trimEnd()}…`
}
