// Discord's limits: a bucket for each route and each of its major parameters, and one for all of a bot's calls.
// https://docs.discord.com/developers/topics/rate-limits
import { createHash } from 'node:crypto'
import { limited, type Outcome } from './http.ts'

export interface Limit {
  readonly calls: number
  readonly seconds: number
}

/** What Discord allows in one bucket is not published; it answers roughly so. */
const usual: Readonly<Record<string, Limit>> = {
  'POST /channels/:channel/messages': { calls: 5, seconds: 5 },
  'PATCH /channels/:channel/messages/:message': { calls: 5, seconds: 5 },
  'POST /users/@me/channels': { calls: 10, seconds: 10 },
  'POST /channels/:channel/messages/:message/threads': { calls: 5, seconds: 5 },
}
const roomy: Limit = { calls: 1_000, seconds: 1 }

interface Bucket {
  left: number
  readonly resets: number
}

export class RateLimits {
  /** On: buckets are as small as Discord's. Else only the global limit holds. */
  strict = false
  /** Calls that came although an answer had said to wait: Discord bans whoever goes on like that. */
  violations = 0
  /** Other limits, by route. */
  readonly of = new Map<string, Limit>()
  readonly #buckets = new Map<string, Bucket>()
  readonly #told = new Map<string, number>()
  #second = { from: 0, calls: 0 }

  /** Undefined: the call may be made, and `headers` go with its answer. */
  check(route: string, major: string, isBots: boolean): { refusal: Outcome | undefined; headers: Readonly<Record<string, string>> } {
    const now = Date.now()
    if ((this.#told.get('global') ?? 0) > now && isBots) this.violations += 1
    if (now - this.#second.from >= 1_000) this.#second = { from: now, calls: 0 }
    if (isBots && ++this.#second.calls > 50) {
      const left = Math.max(1, 1_000 - (now - this.#second.from))
      this.#told.set('global', now + left)
      return { refusal: limited(left / 1_000, 'global'), headers: {} }
    }
    const limit = this.of.get(route) ?? (this.strict ? (usual[route] ?? roomy) : roomy)
    const key = `${route} ${major}`
    if ((this.#told.get(key) ?? 0) > now) this.violations += 1
    const last = this.#buckets.get(key)
    const bucket = last && last.resets > now ? last : { left: limit.calls, resets: now + limit.seconds * 1_000 }
    this.#buckets.set(key, bucket)
    const after = (bucket.resets - now) / 1_000
    const headers = {
      'x-ratelimit-limit': String(limit.calls),
      'x-ratelimit-remaining': String(Math.max(0, bucket.left - 1)),
      'x-ratelimit-reset': (bucket.resets / 1_000).toFixed(3),
      'x-ratelimit-reset-after': after.toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
    }
    if (bucket.left > 0) {
      bucket.left -= 1
      return { refusal: undefined, headers }
    }
    this.#told.set(key, bucket.resets)
    return { refusal: limited(after, 'user', headers), headers }
  }
}
