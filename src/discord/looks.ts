// Looking through a channel's messages for one that carries a key. A busy channel takes more pages than Discord gives at once: the next look
// goes on where the last one had to stop.
import { objectIn, textIn } from '../conversation/json.ts'
import { NotDelivered } from '../conversation/platform.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import type { DiscordApi } from './api.ts'
import type { Budget } from './budget.ts'
import { carries } from './post-mark.ts'

/** Our clock and Discord's may differ by this much (ms): a message is looked for that much earlier. */
const clocksApart = 5 * 60_000
/** Messages a page, the most that Discord gives: https://docs.discord.com/developers/resources/message#get-channel-messages */
const page = 100
/** In one look. */
const mostPages = 10
/** Before the next look goes on (ms); a post waits for it, and others behind that. */
const breath = 1_000
/** A look begins no call with less than this left (ms). */
const least = 500
const mostKept = 1_000

/** The first millisecond of snowflakes: https://docs.discord.com/developers/reference#snowflakes */
const epoch = 1_420_070_400_000

/** The id that a message of that time would have, or one just before. */
export const snowflakeOf = (at: Instant): string => (BigInt(Math.max(0, Math.floor(at) - epoch)) << 22n).toString()

export interface Look {
  /** The message's id. */
  readonly ref: string | undefined
  /** Discord showed no message at all. */
  readonly empty: boolean
}

export class Looks {
  readonly #api: Pick<DiscordApi, 'callAtOnce'>
  readonly #me: () => string | undefined
  /** By channel and key: the last message that was looked at. */
  readonly #reached = new Map<string, string>()

  constructor(api: Pick<DiscordApi, 'callAtOnce'>, me: () => string | undefined) {
    this.#api = api
    this.#me = me
  }

  /** From the oldest that it may be. Rejects with what a failed call rejects with, and with `NotDelivered` when there is more than can be read now. */
  async look(channel: string, key: string, since: Instant, left: Budget): Promise<Look> {
    const search = `${channel} ${key}`
    let after = this.#reached.get(search) ?? snowflakeOf(later(since, -clocksApart))
    let empty = true
    for (let read = 0; read < mostPages && left.left() > least; read++) {
      const messages = await this.#after(channel, after, left)
      const found = messages.find((message) => this.#isOurs(message) && carries(message, key))
      const ref = found && textIn(found.id)
      if (ref !== undefined) return { ref, empty: false }
      empty &&= messages.length === 0
      if (messages.length < page) {
        this.#reached.delete(search)
        return { ref: undefined, empty }
      }
      after = messages.reduce((latest, { id }) => (later64(textIn(id), latest) ? String(id) : latest), after)
      if (this.#reached.size >= mostKept) this.#reached.clear()
      this.#reached.set(search, after)
    }
    throw new NotDelivered('later', 'too_many_messages', breath)
  }

  async #after(channel: string, after: string, left: Budget) {
    const path = `/channels/${channel}/messages` as const
    const messages = await this.#api.callAtOnce({ method: 'GET', path, query: { after, limit: String(page) }, within: left.left() })
    // Something on the way answered: what it says is not that there are none.
    if (!Array.isArray(messages)) throw new NotDelivered('later', 'unreadable_answer')
    return messages.map(objectIn)
  }

  #isOurs(message: ReturnType<typeof objectIn>): boolean {
    const [me, author] = [this.#me(), textIn(objectIn(message.author).id)]
    return me === undefined || author === undefined || author === me
  }
}

const later64 = (id: string | undefined, than: string): boolean => id !== undefined && /^\d+$/.test(id) && BigInt(id) > BigInt(than)
