// Who goes by a handle: Slack can only be asked for everybody, page by page and not often, so the answer is kept.
import type { webApi } from '@slack/bolt'
import { objectIn, textIn } from '../conversation/json.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { Log } from './bolt-logger.ts'
import { notDelivered } from './failure.ts'
import { time } from './limits.ts'

/** In milliseconds: how long the list is taken for true, how long for somebody it lacks, how long nobody asks again after a failure. */
const fresh = 10 * 60_000
const freshForNobody = 60_000
const pause = 30_000
/** People a page, as Slack advises: https://docs.slack.dev/reference/methods/users.list */
const page = 200
/** At tier 2 (20 a minute) more pages than these take longer than anybody waits. */
const mostPages = 100

interface Listed {
  readonly byHandle: ReadonlyMap<string, object>
  readonly byDisplayName: ReadonlyMap<string, object | 'several'>
}

/** `no answer`: Slack did not list everybody (in time), and nobody of those it listed goes by that handle. */
type HandleFound =
  | { readonly outcome: 'found'; readonly user: object }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'no answer' }

export class Handles {
  readonly #client: webApi.WebClient
  readonly #clock: Clock
  readonly #log: Log
  #listed: Listed | undefined
  /** Whether the last time everybody was listed, and not only some. */
  #whole = false
  #listedUntil = 0
  #askAgain = 0
  #listing: Promise<void> | undefined

  constructor(client: webApi.WebClient, clock: Clock, log: Log) {
    this.#client = client
    this.#clock = clock
    this.#log = log
  }

  /**
   * The user with this handle, or else the only one with this display name, ignoring case. When Slack does not say in time, the
   * list goes on being read, for the next one who asks.
   */
  async find(handle: string): Promise<HandleFound> {
    const known = this.#lookUp(handle)
    if (this.#clock.now() < (known ? this.#listedUntil : this.#askAgain)) return found(known, this.#whole)
    this.#listing ??= this.#list().finally(() => {
      this.#listing = undefined
    })
    const inTime = await patiently(this.#listing)
    return found(this.#lookUp(handle), inTime && this.#whole)
  }

  #lookUp(handle: string): object | undefined {
    const wanted = folded(handle)
    const named = this.#listed?.byDisplayName.get(wanted)
    return this.#listed?.byHandle.get(wanted) ?? (named === 'several' ? undefined : named)
  }

  async #list(): Promise<void> {
    const byHandle = new Map<string, object>()
    const byDisplayName = new Map<string, object | 'several'>()
    let cursor: string | undefined
    for (let read = 0; read < mostPages; read += 1) {
      try {
        const { members, response_metadata: next } = await this.#client.users.list({ limit: page, ...(cursor ? { cursor } : {}) })
        for (const member of members ?? []) {
          const { name, deleted, profile } = objectIn(member)
          if (deleted === true) continue
          const handle = textIn(name)
          const display = textIn(objectIn(profile).display_name)
          if (handle) byHandle.set(folded(handle), member)
          if (display) byDisplayName.set(folded(display), byDisplayName.has(folded(display)) ? 'several' : member)
        }
        cursor = textIn(next?.next_cursor)
        if (!cursor) break
      } catch (error) {
        const { outcome, reason, retryAfter } = notDelivered(error)
        if (outcome === 'later' && retryAfter !== undefined && retryAfter <= pause) {
          await new Promise((resolve) => setTimeout(resolve, retryAfter).unref())
          continue
        }
        this.#log.warn({ reason }, 'Slack did not list its people')
        this.#listedUntil = this.#askAgain = this.#clock.now() + (retryAfter ?? pause)
        this.#whole = false
        this.#listed ??= { byHandle, byDisplayName } // better those that were read than nobody
        return
      }
    }
    this.#listed = { byHandle, byDisplayName }
    this.#whole = true
    this.#listedUntil = this.#clock.now() + fresh
    this.#askAgain = this.#clock.now() + freshForNobody
  }
}

const folded = (name: string) => name.normalize('NFC').toLowerCase()

const found = (user: object | undefined, whole: boolean): HandleFound =>
  user ? { outcome: 'found', user } : { outcome: whole ? 'unknown' : 'no answer' }

/** Whether it was done in time. */
async function patiently(work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), time.callWhileWaiting)
  })
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer))
}
