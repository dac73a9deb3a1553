// The bot on every platform that is configured, in one process with one web server, and its health at hand for whoever watches it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { catalog } from '../catalog.generated.ts'
import type { PlatformName } from '../conversation/platform.ts'
import { sayIn } from '../languages/speak.ts'
import type { DiscordSettings, Settings, SlackSettings } from '../settings.ts'
import { systemClock } from '../vocabulary/clock.ts'
import { type ReadinessCheck, serveHealth } from '../web/health.ts'
import { type Method, type WebServer, webServer } from '../web/web-server.ts'
import type { Core } from './core.ts'

export interface PreparedBot {
  /**
   * Takes requests and connects; resolves when every platform is connected (or it was stopped before), with where it listens, if it does.
   * Until then those that are there work already. Rejects, with everything stopped again, with `TokenRefused` or `CannotListen`, and on
   * Discord with `OtherApplication` or `GatewayRefused`.
   */
  start(): Promise<string | undefined>
  stop(): Promise<void>
}

/** What a local Slack does otherwise than Slack. */
export interface SlackQuirks {
  readonly nullIsUntouched?: boolean
  readonly picturesByAddress?: boolean
}

/** A platform's connection, plugged in and not yet started. */
interface Part {
  readonly name: PlatformName
  readonly connection: {
    readonly handle: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined
    start(): Promise<void>
    stop(): Promise<void>
    trouble(): string | undefined
  }
  readonly path: string
  readonly methods: readonly Method[]
}

export async function prepareBot(
  core: Core,
  settings: Pick<Settings, 'slack' | 'discord' | 'web'>,
  log: Logger,
  quirks: SlackQuirks = {},
): Promise<PreparedBot> {
  const { web } = settings
  const parts = [
    ...(settings.slack ? [await slackPart(core, settings.slack, log, quirks)] : []),
    ...(settings.discord ? [await discordPart(core, settings.discord, log)] : []),
  ]
  const server = web && openServer(web, log)
  let stopping = false
  if (server) {
    const checks: readonly ReadinessCheck[] = [
      { name: 'process', check: () => (stopping ? 'stopping' : undefined) },
      // One look tells both: the database answers, and with every migration.
      { name: 'database', check: async () => ((await core.database.healthy()) ? undefined : 'no answer') },
      { name: 'migrations', check: async () => ((await core.database.healthy()) ? undefined : 'not known to be applied') },
      ...parts.map(({ name, connection }) => ({ name, check: () => connection.trouble() })),
    ]
    serveHealth(server, checks)
    for (const { connection, path, methods } of parts)
      if (connection.handle) for (const method of methods) server.route(method, path, connection.handle)
  }
  let stopped: Promise<void> | undefined
  const stopAll = async () => {
    stopping = true
    await server?.close(3_000)
    await Promise.all(parts.map(({ connection }) => connection.stop()))
  }
  const stop = () => {
    stopped ??= stopAll()
    return stopped
  }

  async function connect(): Promise<void> {
    const started = parts.map(({ connection }) => connection.start())
    // Once one platform is there its posts wait for no other.
    const delivering = Promise.any(started).then(
      () => (stopping ? undefined : core.deliver()),
      () => undefined, // none is: said below
    )
    try {
      await Promise.all(started)
      await delivering
    } catch (error) {
      await stop()
      await delivering.catch(() => undefined)
      throw error
    }
  }

  return {
    async start() {
      const port = await server?.listen()
      await connect()
      return web && `http://${web.host.includes(':') ? `[${web.host}]` : web.host}:${port}`
    },
    stop,
  }
}

// Each platform's folder is loaded only where it is used: a vendor's SDK costs a small machine a second and tens of megabytes.

async function slackPart(
  core: Core,
  settings: SlackSettings,
  log: Logger,
  { picturesByAddress = false, ...quirks }: SlackQuirks,
): Promise<Part> {
  const { slack } = await import('../slack/slack.ts')
  const showing = { draw: core.pictures.draw, byAddress: picturesByAddress }
  const api = slack({ token: settings.botToken.reveal(), apiUrl: settings.apiUrl }, systemClock, log, { showing })
  core.plug('slack', api)
  const by = settings.mode === 'socket' ? { appToken: settings.appToken.reveal() } : { signingSecret: settings.signingSecret.reveal() }
  const { conversation, follow } = core.bot
  const connection = api.connect(by, { conversation, personChanged: follow, say: sayIn('en'), ...quirks })
  return { name: 'slack', connection, path: '/slack/events', methods: ['GET', 'POST'] }
}

async function discordPart(core: Core, settings: DiscordSettings, log: Logger): Promise<Part> {
  const { discord, endpointPath } = await import('../discord/discord.ts')
  const { applicationId, guildId, apiUrl } = settings
  const access = { token: settings.token.reveal(), apiUrl, applicationId, guildId }
  const { workspaces, kept } = core.stores
  const api = await discord(access, systemClock, log, { kept, commands: catalog.commands, draw: core.pictures.draw })
  core.plug('discord', api)
  const by = settings.mode === 'http' ? { publicKey: settings.publicKey } : ({ gateway: true } as const)
  const connection = api.connect(by, {
    conversation: core.bot.conversation,
    say: sayIn('en'),
    installationsOf: workspaces.installationsOf,
    serverThere: () => {
      core.revive().catch((error) => log.warn({ err: error }, 'What was given up could not be tried again'))
    },
  })
  return { name: 'discord', connection, path: endpointPath, methods: ['POST'] }
}

const openServer = ({ host, port }: { readonly host: string; readonly port: number }, log: Logger): WebServer =>
  webServer(host, port, (fault, path) => log.error({ err: fault, path }, 'A request could not be served'))
