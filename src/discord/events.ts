// What comes by the gateway: interactions, and news of the servers that we are in.
import { type Json, listIn, objectIn, textIn } from '../conversation/json.ts'
import { pause } from '../conversation/trying.ts'
import { type DiscordApi, DiscordFailure } from './api.ts'
import type { Log } from './log.ts'
import type { Respond } from './tell.ts'

/** Milliseconds. */
const time = {
  /** Discord waits three seconds for the first answer, its way here included. */
  respond: 2_600,
  oneTry: 1_200,
  betweenTries: 100,
  /** An interaction is sent again while a connection is resumed, and not later than it could be answered. */
  remembered: 15 * 60_000,
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
const alreadyAcknowledged = 40060

export interface EventOptions {
  readonly api: Pick<DiscordApi, 'call'>
  readonly log: Log
  readonly take: (interaction: Json, respond: Respond) => Promise<void>
  /** What is remembered of a server (its channels, roles, our permissions) may be true no longer. */
  readonly forget: (guild: string) => void
  /** A server is there that was away, or is a new one: what was given up there may be posted. */
  readonly there: (guild: string) => void
}

/** For the gateway: takes every dispatch, an interaction that is sent again once. Never throws. */
export function events({ api, log, take, forget, there }: EventOptions): (event: string, data: Json) => void {
  /** Servers that Discord has said we are in, and not that they are away. */
  const known = new Set<string>()
  /** When (ms, of the process) each interaction came, in that order. */
  const seen = new Map<string, number>()

  /** True for an interaction that was taken already: its answer is on the way, and Discord takes no other. */
  function again(id: string | undefined): boolean {
    const now = performance.now()
    for (const [earlier, at] of seen) {
      if (now - at < time.remembered) break
      seen.delete(earlier)
    }
    if (id === undefined) return false
    if (seen.has(id)) return true
    seen.set(id, now)
    return false
  }

  return (event, data) => {
    if (event === 'INTERACTION_CREATE') {
      if (again(textIn(data.id))) return
      take(data, responding(api, data, log)).catch((error: unknown) => {
        log.error({ err: error instanceof Error ? error.name : 'unknown' }, 'An interaction of Discord could not be processed')
      })
      return
    }
    if (event === 'READY') {
      for (const each of listIn(data.guilds)) {
        const id = textIn(objectIn(each).id)
        if (id) known.add(id)
      }
      return
    }
    const guild = textIn(event === 'GUILD_CREATE' || event === 'GUILD_DELETE' || event === 'GUILD_UPDATE' ? data.id : data.guild_id)
    if (!guild || !aboutServers.has(event)) return
    forget(guild)
    if (event === 'GUILD_DELETE') {
      known.delete(guild)
      if (data.unavailable === true) log.warn({ guild }, 'A server is away: Discord has an outage there')
      else log.info({ guild }, 'The bot was taken out of a server')
    }
    if (event === 'GUILD_CREATE' && data.unavailable !== true && !known.has(guild)) {
      known.add(guild)
      log.info({ guild }, 'A server is there')
      there(guild)
    }
  }
}

/** Of the server, its channels, its roles, and ourselves in it: https://docs.discord.com/developers/events/gateway#list-of-intents, GUILDS. */
const aboutServers = new Set([
  'GUILD_CREATE',
  'GUILD_UPDATE',
  'GUILD_DELETE',
  'GUILD_ROLE_CREATE',
  'GUILD_ROLE_UPDATE',
  'GUILD_ROLE_DELETE',
  'CHANNEL_CREATE',
  'CHANNEL_UPDATE',
  'CHANNEL_DELETE',
  'GUILD_MEMBER_UPDATE',
])

/**
 * Answers an interaction of the gateway by the API, once; what Discord refuses for what it holds is no answer. A try that came to nothing is
 * repeated while Discord waits: an answer that got through unnoticed is then said to be there already.
 */
function responding(api: Pick<DiscordApi, 'call'>, { id, token }: Json, log: Log): Respond {
  const until = performance.now() + time.respond
  let answered = false
  return async (response) => {
    if (answered || typeof id !== 'string' || typeof token !== 'string') return false
    answered = true
    const path = `/interactions/${encodeURIComponent(id)}/${encodeURIComponent(token)}/callback` as const
    for (let again = false; ; again = true) {
      const left = Math.floor(until - performance.now()) // a timer takes no parts of a millisecond
      if (left <= 0) return false
      try {
        await api.call({ method: 'POST', path, body: response, within: Math.min(left, time.oneTry), asBot: false })
        return true
      } catch (error) {
        const { kind, status, code, message } = error instanceof DiscordFailure ? error : new DiscordFailure('lost')
        if (again && code === alreadyAcknowledged) return true
        if (kind === 'refused' || kind === 'limited') {
          log.warn({ reason: message }, 'Discord did not take the answer to an interaction')
          if (status !== 400 || code === alreadyAcknowledged) return false
          answered = false
          return 'refused'
        }
        await pause(time.betweenTries, new AbortController().signal)
      }
    }
  }
}
