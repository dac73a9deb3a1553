// Who reads a channel: the people of the server alone, or people from elsewhere too. A Discord server has no guests; but some channels are
// followed by other servers, and some servers are open to everybody.
import { listIn, objectIn } from '../conversation/json.ts'
import type { Audience } from '../conversation/platform.ts'
import { unlessLate } from '../conversation/unless-late.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { Access } from './access.ts'
import { notDelivered, reasonOf } from './failure.ts'
import type { Log } from './log.ts'
import { permission, permissionsOfEveryone } from './permissions.ts'

/** In milliseconds: how long an answer is taken for true, and how long nobody asks again after a failure. */
const fresh = 10 * 60_000
const pause = 5_000
/** A post waits for the answer no longer than this. */
const patience = 4_000
const mostKept = 10_000

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const direct = new Set<unknown>([1, 3])
/** Other servers can follow these. */
const followed = new Set<unknown>([5, 10])
/** Anybody can look in without being invited: https://docs.discord.com/developers/resources/guild#guild-object-guild-features */
const open = new Set<unknown>(['DISCOVERABLE', 'PREVIEW_ENABLED', 'HAS_DIRECTORY_ENTRY'])

/** A channel that cannot be seen cannot be posted to either, and that says why. Till then nothing exact is shown. */
const cannotSee = new Set(['missing_access', 'missing_permissions', 'channel_not_found', 'guild_not_found'])

export class Audiences {
  readonly #access: Access
  readonly #clock: Clock
  readonly #log: Log
  readonly #kept = new Map<string, { readonly audience: Audience; readonly until: number }>()
  readonly #asked = new Map<string, Promise<Audience>>()

  constructor(access: Access, clock: Clock, log: Log) {
    this.#access = access
    this.#clock = clock
    this.#log = log
  }

  /** Who reads that channel, or `no answer` when Discord does not say in time. */
  async of(guild: string, channel: string): Promise<Audience> {
    const key = `${guild}/${channel}`
    const kept = this.#kept.get(key)
    if (kept && kept.until > this.#clock.now()) return kept.audience
    const asked = this.#asked.get(key) ?? this.#find(guild, channel).finally(() => this.#asked.delete(key))
    this.#asked.set(key, asked)
    return (await unlessLate(AbortSignal.timeout(patience), asked)) ?? 'no answer'
  }

  forget(guild: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(`${guild}/`)) this.#kept.delete(key)
  }

  async #find(guild: string, channel: string): Promise<Audience> {
    const key = `${guild}/${channel}`
    try {
      return this.#keep(key, (await this.#isOpen(guild, channel)) ? 'outsiders' : 'own', fresh)
    } catch (error) {
      const reason = reasonOf(error)
      if (cannotSee.has(reason)) return this.#keep(key, 'outsiders', pause)
      this.#log.warn({ reason }, 'Discord did not say who reads a channel')
      return this.#keep(key, 'no answer', notDelivered(error).retryAfter ?? pause)
    }
  }

  async #isOpen(guildId: string, channelId: string): Promise<boolean> {
    const { channel, home } = await this.#access.channel(channelId, patience)
    if (direct.has(channel.type)) return false
    if (followed.has(channel.type) || followed.has(home.type)) return true
    const guild = await this.#access.guild(guildId, patience)
    if (!listIn(objectIn(guild).features).some((feature) => open.has(feature))) return false
    return (permissionsOfEveryone(guild, home) & permission.VIEW_CHANNEL) !== 0n
  }

  #keep(key: string, audience: Audience, milliseconds: number): Audience {
    if (this.#kept.size >= mostKept) this.#kept.clear()
    this.#kept.set(key, { audience, until: this.#clock.now() + milliseconds })
    return audience
  }
}
