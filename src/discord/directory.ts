// Asking Discord about its people and channels: cached, within a time, and an outcome rather than an exception.
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'
import type { Directory, InstallationRef, Profile, ProfileAnswer } from '../conversation/platform.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { accessOf, isId } from './access.ts'
import type { DiscordApi } from './api.ts'
import { Audiences } from './audience.ts'
import { reasonOf } from './failure.ts'
import type { Log } from './log.ts'
import { isThread, lacking, neededInChannel } from './permissions.ts'

/** How long a profile is taken for true, in milliseconds: people change names now and then. */
const fresh = 10 * 60_000
/** Somebody is waiting (ms). */
const patience = 4_000
/** A busy server's people, each some hundred bytes. */
const mostKept = 10_000
/** Of those whose name begins like a handle: https://docs.discord.com/developers/resources/guild#search-guild-members */
const mostFound = 100

/** Text, announcements, and their threads: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const postable = new Set<unknown>([0, 5])
const direct = 1

export interface DiscordDirectory extends Directory {
  /** What is remembered of a person (or of a whole server) is no longer so: the next question goes to Discord. */
  forget(installation: InstallationRef, personId?: string): void
}

/** `me`: the bot's user id, once it is known. */
export function discordDirectory(api: Pick<DiscordApi, 'call'>, me: () => string | undefined, clock: Clock, log: Log): DiscordDirectory {
  const kept = new Map<string, { readonly answer: ProfileAnswer; readonly until: number }>()
  const asked = new Map<string, Promise<ProfileAnswer>>()
  const access = accessOf(api, me, clock)
  const audiences = new Audiences(access, clock, log)
  const get = (path: `/${string}`, query?: Readonly<Record<string, string>>) =>
    api.call({ method: 'GET', path, within: patience, ...(query ? { query } : {}) })

  async function ask(guild: string, personId: string): Promise<ProfileAnswer> {
    try {
      return found(profileIn(await get(`/guilds/${guild}/members/${personId}`)))
    } catch (error) {
      const reason = reasonOf(error)
      if (reason !== 'user_not_found') {
        log.warn({ reason }, 'Discord did not say who somebody is')
        return { outcome: 'no answer' }
      }
      return gone(personId)
    }
  }

  /** Somebody who is not in the server: known to Discord, they are there no more. */
  async function gone(personId: string): Promise<ProfileAnswer> {
    try {
      const profile = profileIn({ user: await get(`/users/${personId}`) })
      return found(profile && { ...profile, isPerson: false, left: true })
    } catch (error) {
      return { outcome: reasonOf(error) === 'user_not_found' ? 'unknown' : 'no answer' }
    }
  }

  return {
    profile({ id: guild }, personId) {
      if (!isId(personId)) return Promise.resolve({ outcome: 'unknown' })
      const key = `${guild}/${personId}`
      const known = kept.get(key)
      if (known && known.until > clock.now()) return Promise.resolve(known.answer)
      const asking = async () => {
        const answer = await ask(guild, personId)
        if (answer.outcome === 'found') {
          if (kept.size >= mostKept) kept.clear()
          kept.set(key, { answer, until: clock.now() + fresh })
        }
        return answer
      }
      const under = asked.get(key) ?? asking().finally(() => asked.delete(key))
      asked.set(key, under)
      return under
    },
    forget({ id: guild }, personId) {
      if (personId !== undefined) return void kept.delete(`${guild}/${personId}`)
      for (const key of kept.keys()) if (key.startsWith(`${guild}/`)) kept.delete(key)
      audiences.forget(guild)
    },
    async profileByHandle({ id: guild }, handle) {
      const wanted = folded(handle)
      if (wanted === '') return { outcome: 'unknown' }
      try {
        const members = await get(`/guilds/${guild}/members/search`, { query: handle, limit: String(mostFound) })
        if (!Array.isArray(members)) return { outcome: 'no answer' }
        const member = listIn(members).find((one) => folded(textIn(objectIn(objectIn(one).user).username) ?? '') === wanted)
        const profile = member === undefined ? undefined : profileIn(member)
        return profile ? { outcome: 'found', profile } : { outcome: 'unknown' }
      } catch (error) {
        const reason = reasonOf(error)
        log.warn({ reason }, 'Discord did not say who goes by a name')
        // Discord once let only bots look that see all members (https://github.com/discord/discord-api-docs/pull/1577). Where it does, nobody is
        // helped by trying again later: whoever is not known yet has to be picked or mentioned.
        return { outcome: reason === 'missing_access' ? 'unknown' : 'no answer' }
      }
    },
    async enter({ id: guild }, channelId) {
      if (!isId(channelId)) return 'unknown'
      try {
        const looked = await access.channel(channelId, patience)
        const { channel, home } = looked
        if (channel.type === direct) return 'in'
        if (channel.guild_id !== guild || !postable.has(home.type) || isLocked(channel)) return 'unknown'
        const missing = lacking(await access.mayIn(guild, looked, patience), neededInChannel)
        if (missing.length > 0) log.info({ channel: channelId, missing }, 'The bot lacks permissions in a channel')
        return missing.length > 0 ? 'invite me' : 'in'
      } catch (error) {
        const reason = reasonOf(error)
        if (reason === 'missing_access') return 'invite me'
        if (reason !== 'channel_not_found') log.warn({ reason }, 'Discord did not say whether the bot may post in a channel')
        return 'unknown'
      }
    },
    audience: ({ id }, channel) => (isId(channel) ? audiences.of(id, channel) : Promise.resolve('own')),
  }
}

/** A thread that was only put away comes back with the first word in it; one that is locked does not. */
const isLocked = (channel: Json): boolean => isThread(channel) && objectIn(channel.thread_metadata).locked === true

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

const found = (profile: Profile | undefined): ProfileAnswer => (profile ? { outcome: 'found', profile } : { outcome: 'no answer' })

/**
 * https://docs.discord.com/developers/resources/guild#guild-member-object. The name that is shown in the server comes before the one that
 * is shown everywhere, and that before the handle. Discord says neither a zone nor, outside an interaction, a language.
 */
export function profileIn(member: unknown): Profile | undefined {
  const { user, nick } = objectIn(member)
  const about = objectIn(user)
  const id = textIn(about.id)
  if (!id) return undefined
  const handle = textIn(about.username) ?? ''
  return {
    id,
    handle,
    name: textIn(nick) ?? textIn(about.global_name) ?? (handle || id),
    isPerson: !(about.bot === true || about.system === true),
  }
}
