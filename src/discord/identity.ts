// Who the bot is on Discord: asked at start, which shows too whether the token is good and whether interactions come where we listen.
import { type Json, objectIn, textIn } from '../conversation/json.ts'
import { type Pause, TokenRefused, untilItWorks } from '../conversation/trying.ts'
import { isId } from './access.ts'
import { type DiscordApi, DiscordFailure } from './api.ts'
import type { Log } from './log.ts'
import { OtherApplication } from './refused.ts'

export interface Identity {
  readonly applicationId: string
  /** The bot's user; of old applications it has another id. */
  readonly botId: string
}

/** The path of the interactions endpoint. */
export const endpointPath = '/discord/interactions'

/** Milliseconds. */
const patience = 9_000

interface Asking {
  readonly api: Pick<DiscordApi, 'call'>
  /** The application that is set; undefined: whichever the token is of. */
  readonly applicationId: string | undefined
  readonly publicKey: string | undefined
  readonly log: Log
  readonly stopped: AbortSignal
  readonly wait?: Pause
}

/** Undefined when it was stopped meanwhile. Rejects with `TokenRefused` or `OtherApplication`; other trouble is tried again, with log lines. */
export async function identify({ api, applicationId, publicKey, log, stopped, wait }: Asking): Promise<Identity | undefined> {
  const get = async (path: `/${string}`) => objectIn(await api.call({ method: 'GET', path, within: patience }))

  async function ask(): Promise<Identity> {
    const application = await get('/applications/@me').catch((error: unknown): Json => {
      // Where it is not Discord itself that answers, this may be missing: then what is set will do, or who the token logs in.
      if (error instanceof DiscordFailure && error.status === 404) return {}
      throw error
    })
    const found = idIn(application.id)
    if (applicationId !== undefined && found !== undefined && found !== applicationId) throw new OtherApplication(applicationId, found)
    if (found !== undefined) look(application)
    const botId = idIn(objectIn(application.bot).id) ?? idIn((await get('/users/@me')).id)
    const id = found ?? applicationId ?? botId
    if (id === undefined) throw new Error('no id of the application')
    return { applicationId: id, botId: botId ?? id }
  }

  /** Interactions go either way, never both: https://docs.discord.com/developers/interactions/receiving-and-responding */
  function look(application: { readonly interactions_endpoint_url?: unknown; readonly verify_key?: unknown }): void {
    const address = textIn(application.interactions_endpoint_url)
    if (publicKey === undefined) {
      if (address !== undefined)
        log.error(
          { address },
          'Discord sends interactions to this address and none to the gateway: empty Interactions Endpoint URL in the settings of the application, or set DISCORD_PUBLIC_KEY',
        )
      return
    }
    if (!address?.endsWith(endpointPath))
      log.warn({ address }, `Interactions Endpoint URL in the settings of the application should be the address of ${endpointPath}`)
    const key = textIn(application.verify_key)
    if (key !== undefined && key.toLowerCase() !== publicKey.toLowerCase())
      log.error({}, 'DISCORD_PUBLIC_KEY is not the public key of this application: no interaction will be taken')
  }

  return untilItWorks('Asking Discord who we are', ask, {
    log,
    stopped,
    ...(wait ? { wait } : {}),
    giveUp: (error) => {
      if (error instanceof DiscordFailure && error.status === 401) return new TokenRefused('DISCORD_TOKEN', '401')
      return error instanceof OtherApplication ? error : undefined
    },
    about: (error) => ({
      reason: error instanceof Error ? error.message : 'unknown',
      retryAfter: error instanceof DiscordFailure ? error.retryAfter : undefined,
    }),
  })
}

const idIn = (value: unknown): string | undefined => (typeof value === 'string' && isId(value) ? value : undefined)
