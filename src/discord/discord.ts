// Discord as a part of the program: what it offers the others (a messenger, a directory) and how it is connected.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Json } from '../conversation/json.ts'
import type { Kept } from '../conversation/kept.ts'
import type { Directory, Files, Messenger } from '../conversation/platform.ts'
import { type Pause, pause } from '../conversation/trying.ts'
import type { Draw } from '../pictures/pictures.ts'
import { asInstant, type Clock } from '../vocabulary/clock.ts'
import { type ApiAccess, discordApi } from './api.ts'
import type { Declared } from './commands.ts'
import { customIds } from './custom-id.ts'
import { discordDirectory } from './directory.ts'
import { removeDoubles } from './doubles.ts'
import { interactionsEndpoint } from './endpoint.ts'
import { events } from './events.ts'
import { fileRef } from './file-ref.ts'
import { discordFiles } from './files.ts'
import { gateway } from './gateway.ts'
import { endpointPath, type Identity, identify } from './identity.ts'
import { type Interactions, type InteractionWiring, interactions } from './interactions.ts'
import type { Log } from './log.ts'
import { discordMessenger } from './messenger.ts'
import { native } from './native.ts'
import { registerCommands } from './register.ts'

export { endpointPath }

export interface DiscordAccess extends ApiAccess {
  /** Undefined: Discord is asked whose token it is. */
  readonly applicationId: string | undefined
  /** The server that alone gets the commands; undefined: all do. */
  readonly guildId: string | undefined
}

export interface DiscordNeeds {
  readonly kept: Kept
  /** The catalogue's. */
  readonly commands: readonly Declared[]
  /** Without it posts come without their pictures. */
  readonly draw?: Draw
  readonly wait?: Pause
}

export interface Discord {
  readonly messenger: Messenger
  readonly directory: Directory
  readonly files: Files
  /** By the gateway, or by HTTP with the application's public key. */
  connect(by: { readonly gateway: true } | { readonly publicKey: string }, to: Wiring): Connection
}

export interface Wiring extends Pick<InteractionWiring, 'conversation' | 'say' | 'installationsOf' | 'answerWithin'> {
  /** A server is there (again): what was given up there may be posted. */
  readonly serverThere?: (guild: string) => void
}

export interface Connection {
  /** By HTTP: what serves Discord's requests (POST) at `endpointPath`; register it before starting. */
  readonly handle: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined
  /**
   * Resolves when Discord knows us and (by the gateway) the connection stands; network trouble is retried until then, with log lines.
   * The commands are brought up to date beside it. Rejects with `TokenRefused`, `OtherApplication` or `GatewayRefused`.
   */
  start(): Promise<void>
  stop(): Promise<void>
  /** Undefined when interactions arrive and are served; else a few words on what is missing. */
  trouble(): string | undefined
}

/** So long (ms) people are still answered when the program is to stop. */
const settleWithin = 4_000

const secretKey = 'discord/secret'
const century = 100 * 365 * 24 * 3_600_000

/** What signs the ids of buttons: made by the first copy that ever starts, found by all others, and the same after a restart. */
async function secretIn(kept: Kept, clock: Clock): Promise<string> {
  await kept.keep(secretKey, randomBytes(32).toString('base64url'), asInstant(clock.now() + century))
  const secret = await kept.find(secretKey)
  if (secret === undefined) throw new Error('What signs the ids of buttons could not be kept')
  return secret
}

export async function discord(
  access: DiscordAccess,
  clock: Clock,
  log: Log,
  { kept, commands, draw, wait }: DiscordNeeds,
): Promise<Discord> {
  const secret = await secretIn(kept, clock)
  const api = discordApi(access, log)
  const ids = customIds(secret, kept)
  let identity: Identity | undefined
  const me = () => identity?.botId
  const directory = discordDirectory(api, me, clock, log)

  return {
    messenger: discordMessenger(api, { ids, kept, clock, native: native(commands), me, draw, log }),
    directory,
    files: discordFiles({ secret, apiUrl: access.apiUrl }, log),
    connect(by, { serverThere = () => {}, ...to }) {
      const stopping = new AbortController()
      const publicKey = 'publicKey' in by ? by.publicKey : undefined
      let interacting: Interactions | undefined

      /** An interaction that comes before we know who we are says for whom it is. */
      const take: Interactions['take'] = (interaction, respond) => {
        const { application_id } = interaction as Json // whatever it is, it can be asked
        const applicationId = identity?.applicationId ?? access.applicationId ?? String(application_id)
        const ref = (file: Parameters<typeof fileRef>[1]) => fileRef(secret, file)
        interacting ??= interactions({
          ...to,
          api,
          ids,
          kept,
          clock,
          log,
          commands,
          applicationId,
          fileRef: ref,
          ...(wait ? { wait } : {}),
        })
        return interacting.take(interaction, respond)
      }
      const handle = publicKey === undefined ? undefined : interactionsEndpoint({ publicKey, clock, log, take })
      async function upToDate(applicationId: string): Promise<void> {
        const guild = access.guildId
        const { failed } = await registerCommands({ api, applicationId, guild, commands, log })
        // Nobody is to be without commands meanwhile.
        if (guild === undefined && failed === 0) await removeDoubles({ api, applicationId, commands, log })
      }
      const forget = (guild: string) => directory.forget({ platform: 'discord', id: guild })
      const line = handle
        ? undefined
        : gateway({
            api,
            token: access.token,
            log,
            heard: events({ api, log, take, forget, there: serverThere }),
            ...(wait ? { wait } : {}),
          })

      return {
        handle,
        async start() {
          const known = await identify({
            api,
            applicationId: access.applicationId,
            publicKey,
            log,
            stopped: stopping.signal,
            ...(wait ? { wait } : {}),
          })
          if (!known) return
          identity = known
          // Beside the rest: it can take a while, and the commands of yesterday work meanwhile.
          void upToDate(known.applicationId)
          await line?.start()
        },
        async stop() {
          stopping.abort()
          await line?.stop()
          // What was acknowledged is done and told before the database is closed under it.
          const enough = new AbortController()
          await Promise.race([interacting?.settled(), pause(settleWithin, enough.signal)])
          enough.abort()
        },
        trouble() {
          if (!identity) return 'Discord has not said yet who the bot is'
          return line && !line.connected() ? 'not connected to Discord' : undefined
        },
      }
    },
  }
}
