// What a modal has to remember until it is sent, as Slack's `private_metadata`: Slack tells us no channel and no message then.
import { z } from 'zod'
import type { Place } from '../conversation/platform.ts'
import { limits } from './limits.ts'

export interface FormMemory {
  readonly about: string
  readonly place: Place
  /** Where the answer to the sent form may be posted (for 30 minutes after the press that opened it). */
  readonly responseUrl: string | undefined
  /** The message behind that URL is a private answer, so that a new answer may take its place. */
  readonly replaceable: boolean
}

const schema = z.object({ a: z.string(), c: z.string(), d: z.boolean(), u: z.string().optional(), r: z.boolean() })

/** Short keys: there is room for 3,000 characters. A URL that does not fit is left out; the answer then goes another way. */
export function remember({ about, place, responseUrl, replaceable }: FormMemory): string {
  const kept = { a: about, c: place.channel, d: place.kind === 'direct', r: replaceable }
  const whole = JSON.stringify({ ...kept, u: responseUrl })
  return whole.length <= limits.modal.privateMetadata ? whole : JSON.stringify(kept)
}

/** Undefined for a modal that this program did not open (or an older version of it did). */
export function recall(metadata: string): FormMemory | undefined {
  try {
    const { a, c, d, u, r } = schema.parse(JSON.parse(metadata))
    return { about: a, place: { channel: c, kind: d ? 'direct' : 'channel' }, responseUrl: u, replaceable: r }
  } catch {
    return undefined
  }
}
