// Who reads a channel: whether people of another company or guests are among them. A channel says itself whether it is shared; guests
// are found by looking at everybody in it. Slack is asked seldom, and what it said is kept for some minutes.
import type { webApi } from '@slack/bolt'
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import type { Audience } from '../conversation/platform.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { Log } from './bolt-logger.ts'
import { notDelivered, reasonOf } from './failure.ts'

/** In milliseconds: how long an answer is taken for true, and how long nobody asks again after a failure. */
const fresh = 10 * 60_000
const pause = 5_000
/** A post waits for the answer no longer than this; Slack goes on being asked, for the next one who wants to know. */
const patience = 4_000
/** People a page, as Slack advises: https://docs.slack.dev/apis/web-api/pagination */
const page = 200
/** More people than these are looked up in the list of everybody, 200 at a time, instead of one by one. */
const mostSingly = 60
/** People asked about at the same time: a channel's first card is not to wait for one after the other. */
const atOnce = 8
/** At tier 2 (20 a minute) and tier 4 (100 a minute) more than these take longer than an answer is true. */
const mostPages = 100
const mostKept = 50_000
/** A rate limit of up to so long (ms) is waited for and not given up on, so that what was read so far is not read again and again. */
const longestWait = 60_000

/** Refusals that will be the same next time: the app lacks a scope, or this Slack a method. Nothing can be found out then. */
const refusedForGood = new Set([
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'unknown_method',
  'method_deprecated',
  'deprecated_endpoint',
  'method_not_supported_for_channel_type',
  'http_404',
  'http_405',
  'http_501',
])
/** A channel that cannot be seen cannot be posted to either, and that says why. Till then nothing exact is shown. */
const cannotSee = new Set(['channel_not_found', 'not_in_channel', 'is_archived'])
/** Slack's word for somebody it does not show us: nobody of this company. */
const hidden = 'user_not_visible'
/** Somebody who is in the channel's list and nowhere else, as some bots are. */
const isNobody = new Set(['user_not_found', 'users_not_found'])

/** A channel, or a company, of more people than can be looked at while the answer is true. */
class TooMany extends Error {
  override readonly name = 'too_many_people'
}

export class Audiences {
  readonly #client: webApi.WebClient
  readonly #clock: Clock
  readonly #log: Log
  readonly #kept = new Map<string, { readonly audience: Audience; readonly until: number }>()
  readonly #asked = new Map<string, Promise<Audience>>()
  /** Whether somebody is an outsider, until when. */
  readonly #people = new Map<string, { readonly outsider: boolean; readonly until: number }>()
  readonly #logged = new Set<string>()
  readonly #team: string

  /** `client` serves one installation, whose team's id that is. */
  constructor(client: webApi.WebClient, team: string, clock: Clock, log: Log) {
    this.#client = client
    this.#team = team
    this.#clock = clock
    this.#log = log
  }

  /** Who reads that channel, or `no answer` when Slack does not say in time. */
  async of(channel: string): Promise<Audience> {
    const kept = this.#kept.get(channel)
    if (kept && kept.until > this.#clock.now()) return kept.audience
    const asked = this.#asked.get(channel) ?? this.#find(channel).finally(() => this.#asked.delete(channel))
    this.#asked.set(channel, asked)
    return inTime(asked)
  }

  async #find(channel: string): Promise<Audience> {
    try {
      return this.#keep(channel, (await this.#hasOutsiders(channel)) ? 'outsiders' : 'own', fresh)
    } catch (error) {
      const reason = reasonOf(error)
      if (refusedForGood.has(reason)) {
        this.#warnOnce(reason)
        return this.#keep(channel, 'own', fresh)
      }
      if (cannotSee.has(reason)) return this.#keep(channel, 'outsiders', pause)
      this.#log.warn({ reason }, 'Slack did not say who reads a channel')
      return this.#keep(channel, 'no answer', error instanceof TooMany ? fresh : (notDelivered(error).retryAfter ?? pause))
    }
  }

  /** https://docs.slack.dev/reference/objects/conversation-object: shared within one organisation is not shared with another company. */
  async #hasOutsiders(channel: string): Promise<boolean> {
    const info = objectIn((await this.#client.conversations.info({ channel })).channel)
    if (info.is_ext_shared === true || info.is_pending_ext_shared === true) return true
    if (info.is_shared === true && info.is_org_shared !== true) return true
    const other = textIn(info.user)
    return this.#anyOutsider(info.is_im === true && other !== undefined ? [other] : await this.#membersOf(channel))
  }

  async #membersOf(channel: string): Promise<readonly string[]> {
    const members: string[] = []
    await this.#pages(async (cursor) => {
      const asked = () => this.#client.conversations.members({ channel, limit: page, ...cursor })
      const { members: some, response_metadata: next } = await withinLimits(asked)
      members.push(...listIn(some).flatMap((id) => textIn(id) ?? []))
      return textIn(next?.next_cursor)
    })
    return members
  }

  async #anyOutsider(members: readonly string[]): Promise<boolean> {
    if (members.some((id) => this.#isOutsider(id) === true)) return true
    if (this.#unknown(members).length > mostSingly) await this.#listEverybody()
    if (members.some((id) => this.#isOutsider(id) === true)) return true
    const unknown = this.#unknown(members)
    for (let from = 0; from < unknown.length; from += atOnce) {
      const some = await Promise.all(unknown.slice(from, from + atOnce).map((id) => this.#askAbout(id)))
      if (some.includes(true)) return true
    }
    return false
  }

  async #listEverybody(): Promise<void> {
    await this.#pages(async (cursor) => {
      const { members, response_metadata: next } = await withinLimits(() => this.#client.users.list({ limit: page, ...cursor }))
      for (const member of listIn(members)) {
        const id = textIn(objectIn(member).id)
        if (id) this.#saw(id, comesFromOutside(member, this.#team))
      }
      return textIn(next?.next_cursor)
    })
  }

  async #askAbout(id: string): Promise<boolean> {
    try {
      const { user } = await withinLimits(() => this.#client.users.info({ user: id }))
      return this.#saw(id, comesFromOutside(user, this.#team))
    } catch (error) {
      if (reasonOf(error) === hidden || isNobody.has(reasonOf(error))) return this.#saw(id, reasonOf(error) === hidden)
      throw error
    }
  }

  /** Reads page after page. Throws when there are more than can be read while the answer is true. */
  async #pages(read: (cursor: { readonly cursor?: string }) => Promise<string | undefined>): Promise<void> {
    let cursor: string | undefined
    for (let pages = 0; pages < mostPages; pages += 1) {
      cursor = await read(cursor ? { cursor } : {})
      if (!cursor) return
    }
    throw new TooMany()
  }

  #isOutsider(id: string): boolean | undefined {
    const person = this.#people.get(id)
    return person && person.until > this.#clock.now() ? person.outsider : undefined
  }

  #unknown(members: readonly string[]): readonly string[] {
    return members.filter((id) => this.#isOutsider(id) === undefined)
  }

  #saw(id: string, outsider: boolean): boolean {
    if (this.#people.size >= mostKept) this.#people.clear()
    this.#people.set(id, { outsider, until: this.#clock.now() + fresh })
    return outsider
  }

  #keep(channel: string, audience: Audience, milliseconds: number): Audience {
    if (this.#kept.size >= mostKept) this.#kept.clear()
    this.#kept.set(channel, { audience, until: this.#clock.now() + milliseconds })
    return audience
  }

  #warnOnce(reason: string): void {
    if (this.#logged.has(reason)) return
    this.#logged.add(reason)
    this.#log.warn({ reason }, 'Slack does not let us see who reads a channel: channels are taken for our own')
  }
}

/**
 * A guest, or somebody of another company: https://docs.slack.dev/reference/objects/user-object. A colleague of the same organisation
 * has another team's id, and an `enterprise_user`.
 */
export function comesFromOutside(user: unknown, team: string): boolean {
  const about = objectIn(user)
  const home = textIn(about.team_id)
  const elsewhere = about.is_stranger === true || (home !== undefined && home !== team && about.enterprise_user === undefined)
  return elsewhere || about.is_restricted === true || about.is_ultra_restricted === true
}

/** Calls again after a rate limit, as often as it takes; each time Slack said how long to wait. */
async function withinLimits<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      const { outcome, retryAfter } = notDelivered(error)
      if (outcome !== 'later' || retryAfter === undefined || retryAfter > longestWait) throw error
      await new Promise((resolve) => setTimeout(resolve, retryAfter).unref())
    }
  }
}

async function inTime(asked: Promise<Audience>): Promise<Audience> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Audience>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), patience)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
