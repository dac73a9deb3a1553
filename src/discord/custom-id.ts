// What a button, or a form, brings back: an action, its value and the server it is about, in the 100 characters that Discord gives. It is
// signed, so that nothing but what we sent comes back as ours; what is too long is kept and named by a key.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Kept } from '../conversation/kept.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import { limits } from './limits.ts'

/** What comes back. `guild`: the server it is about, which a conversation in private does not tell. */
export interface Carried {
  readonly guild: string
  readonly action: string
  readonly value: string
}

/** To be kept before the message that needs it is sent. */
export interface LongId {
  readonly key: string
  readonly text: string
}

/** The ids of one message: each is another one, as Discord asks. */
export interface MessageIds {
  of(action: string, value: string): string
  readonly long: readonly LongId[]
}

export interface CustomIds {
  forMessage(guild: string): MessageIds
  /** Undefined: not ours, changed, or no longer known. `guild`: the server in which it came back, if it did in one; another's is not taken. */
  read(customId: string, guild: string | undefined): Promise<Carried | undefined>
}

/** 96 bits: nobody guesses one. */
const macLength = 16
/** A button stands for as long as its message: so long (ms) a long value is kept after it was last shown. */
const keptFor = 400 * 24 * 3_600_000

/** `secret`: shared by all copies of the program, and the same after a restart. */
export function customIds(secret: string, kept: Pick<Kept, 'find'>): CustomIds {
  const mac = (text: string) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, macLength)
  return {
    forMessage(guild) {
      const long: LongId[] = []
      let count = 0
      return {
        long,
        of(action, value) {
          const text = [BigInt(guild).toString(36), (count++).toString(36), action, value].join('~')
          const short = `s${mac(text)}${text}`
          if (short.length <= limits.customId) return short
          const key = createHmac('sha256', secret).update(`long ${text}`).digest('base64url')
          long.push({ key: keptUnder(key), text })
          return `l${key}`
        },
      }
    },
    async read(customId, guild) {
      const rest = customId.slice(1)
      const text = customId.startsWith('s') ? signed(rest, mac) : customId.startsWith('l') ? await kept.find(keptUnder(rest)) : undefined
      const [, home, action, value] = /^([0-9a-z]{1,13})~[0-9a-z]+~([^~]+)~([\s\S]*)$/.exec(text ?? '') ?? []
      if (home === undefined || action === undefined || value === undefined) return undefined
      const carried = { guild: fromBase36(home), action, value }
      return guild === undefined || guild === carried.guild ? carried : undefined
    },
  }
}

const keptUnder = (key: string): string => `discord/id/${key}`

/** Keeps what a message's ids are too short for. */
export async function keepLong(kept: Pick<Kept, 'keep'>, long: readonly LongId[], now: Instant): Promise<void> {
  for (const { key, text } of long) await kept.keep(key, text, asInstant(now + keptFor))
}

function signed(rest: string, mac: (text: string) => string): string | undefined {
  const text = rest.slice(macLength)
  const given = Buffer.from(rest.slice(0, macLength))
  const wanted = Buffer.from(mac(text))
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? text : undefined
}

const fromBase36 = (text: string): string => [...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()
