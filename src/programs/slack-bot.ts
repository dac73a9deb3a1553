// The bot on Slack, by Socket Mode or by HTTP, with its health at hand for whoever watches it.
import type { Logger } from 'pino'
import { sayIn } from '../languages/speak.ts'
import type { Settings, SlackSettings } from '../settings.ts'
import { slack } from '../slack/slack.ts'
import { systemClock } from '../vocabulary/clock.ts'
import { type ReadinessCheck, serveHealth } from '../web/health.ts'
import { type WebServer, webServer } from '../web/web-server.ts'
import type { Core } from './core.ts'

export interface Running {
  /** Where it listens, if it does. */
  readonly address: string | undefined
  stop(): Promise<void>
}

/** Connects to Slack and takes requests. Rejects with `TokenRefused` or `CannotListen`. */
export async function runOnSlack(
  core: Core,
  settings: SlackSettings,
  web: Settings['web'],
  log: Logger,
  { picturesByAddress = false, ...quirks }: { readonly nullIsUntouched?: boolean; readonly picturesByAddress?: boolean } = {},
): Promise<Running> {
  const showing = { draw: core.pictures.draw, byAddress: picturesByAddress }
  const api = slack({ token: settings.botToken.reveal(), apiUrl: settings.apiUrl }, systemClock, log, { showing })
  core.plug('slack', api)
  const by = settings.mode === 'socket' ? { appToken: settings.appToken.reveal() } : { signingSecret: settings.signingSecret.reveal() }
  const connection = api.connect(by, { conversation: core.bot.conversation, personChanged: core.bot.follow, say: sayIn('en'), ...quirks })
  const server = web && openServer(web, log)
  let stopping = false
  if (server) {
    const checks: readonly ReadinessCheck[] = [
      { name: 'process', check: () => (stopping ? 'stopping' : undefined) },
      // One look tells both: the database answers, and with every migration.
      { name: 'database', check: async () => ((await core.database.healthy()) ? undefined : 'no answer') },
      { name: 'migrations', check: async () => ((await core.database.healthy()) ? undefined : 'not known to be applied') },
      { name: 'slack', check: () => connection.trouble() },
    ]
    serveHealth(server, checks)
    const { handle } = connection
    if (handle) for (const method of ['GET', 'POST'] as const) server.route(method, '/slack/events', handle)
  }
  const port = await server?.listen()
  const stop = async () => {
    stopping = true
    await server?.close(3_000)
    await connection.stop()
  }
  try {
    await connection.start()
    await core.deliver()
  } catch (error) {
    await stop()
    throw error
  }
  return { address: web && `http://${web.host.includes(':') ? `[${web.host}]` : web.host}:${port}`, stop }
}

const openServer = ({ host, port }: { readonly host: string; readonly port: number }, log: Logger): WebServer =>
  webServer(host, port, (fault, path) => log.error({ err: fault, path }, 'A request could not be served'))
