// What the bot may do in a channel, asked of Discord: the channel, its server, and the bot as a member of it.
import { type Json, objectIn, textIn } from '../conversation/json.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { type DiscordApi, DiscordFailure } from './api.ts'
import { isThread, permissionsIn } from './permissions.ts'

/** A snowflake: https://docs.discord.com/developers/reference#snowflakes. Whatever else is given as an id is none, and never part of a path. */
export const isId = (text: string): boolean => /^\d{1,20}$/.test(text)

export interface Looked {
  readonly channel: Json
  /** Where its permissions are kept: the channel that a thread belongs to, else the channel itself. */
  readonly home: Json
}

export interface Access {
  /** The channel as Discord has it. Rejects with `DiscordFailure`, as everything here. */
  channel(id: string, within: number): Promise<Looked>
  /** The server with its roles and features. */
  guild(id: string, within: number): Promise<Json>
  /** What the bot may do there, as `permissionsIn` gives it. */
  mayIn(guild: string, looked: Looked, within: number): Promise<bigint>
}

/** Asks Discord each time. `me`: the bot's user id, once it is known. */
export function accessOf(api: Pick<DiscordApi, 'call'>, me: () => string | undefined, clock: Clock): Access {
  let found: string | undefined

  /** What has neither an id nor a user was said by something on the way, and not by Discord. */
  async function get(path: `/${string}`, within: number): Promise<Json> {
    const answer = objectIn(await api.call({ method: 'GET', path, within }))
    if (answer.id === undefined && answer.user === undefined) throw new DiscordFailure('lost', { message: 'unreadable' })
    return answer
  }

  async function myId(within: number): Promise<string | undefined> {
    found ??= me() ?? textIn((await get('/users/@me', within)).id)
    return found
  }

  return {
    async channel(id, within) {
      const channel = await get(`/channels/${id}`, within)
      const parent = isThread(channel) ? textIn(channel.parent_id) : undefined
      return { channel, home: parent === undefined ? channel : await get(`/channels/${parent}`, within) }
    },
    guild: (id, within) => get(`/guilds/${id}`, within),
    async mayIn(guildId, { channel, home }, within) {
      const member = async () => get(`/guilds/${guildId}/members/${await myId(within)}`, within)
      const [guild, own] = await Promise.all([get(`/guilds/${guildId}`, within), member()])
      return permissionsIn({ guild, member: own, channel: home, inThread: isThread(channel), now: clock.now() })
    },
  }
}
