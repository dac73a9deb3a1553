// Commands that a server has for itself beside those for everywhere: people there see each twice. They are left where `DISCORD_GUILD_ID` was set once.
import { ApplicationCommandType } from 'discord.js'
import { listIn, objectIn, textIn } from '../conversation/json.ts'
import { type Call, DiscordFailure } from './api.ts'
import { type Declared, definitions } from './commands.ts'
import type { Log } from './log.ts'
import { type Patience, patiently } from './patiently.ts'

export interface Doubled extends Patience {
  readonly applicationId: string
  readonly commands: readonly Declared[]
  readonly log: Log
}

/** Servers that are looked at: whoever is in more has not tried commands out in one of them with the same application. */
const mostServers = 100

/**
 * To be called once the commands are there for everywhere. Takes away those of the same names that servers have for themselves, and nothing else;
 * what another program with this application put there is not ours. Never rejects; resolves to how many were taken away.
 */
export async function removeDoubles({ applicationId, commands, log, ...patience }: Doubled): Promise<number> {
  const call = patiently(patience)
  const ours = new Set<unknown>(definitions(commands).map(({ name }) => name))
  let removed = 0

  async function removeIn(guild: string): Promise<void> {
    const path: Call['path'] = `/applications/${applicationId}/guilds/${guild}/commands`
    const there = listIn(await call({ method: 'GET', path })).map(objectIn)
    for (const { id, name, type = ApplicationCommandType.ChatInput } of there) {
      if (type !== ApplicationCommandType.ChatInput || !ours.has(name) || textIn(id) === undefined) continue
      await call({ method: 'DELETE', path: `${path}/${id}` })
      removed += 1
    }
  }

  try {
    const guilds = listIn(await call({ method: 'GET', path: '/users/@me/guilds', query: { limit: String(mostServers) } }))
    for (const guild of guilds.map((one) => textIn(objectIn(one).id)))
      if (guild !== undefined)
        await removeIn(guild).catch((error: unknown) => {
          // It may be without leave for commands there, or another copy was first.
          if (!(error instanceof DiscordFailure && error.kind === 'refused')) throw error
        })
  } catch (error) {
    const reason = error instanceof DiscordFailure ? { kind: error.kind, status: error.status } : { kind: 'unknown' }
    log.warn(reason, 'Whether servers have commands twice could not be looked up; the next start does')
  }
  if (removed > 0) log.info({ removed }, 'Commands that servers had twice were taken away')
  return removed
}
