// Slack as a part of the program: what it offers the others (a messenger, a directory) and how it is connected.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, type Receiver } from '@slack/bolt'
import type { Directory, Files, InstallationRef, Messenger } from '../conversation/platform.ts'
import { type Pause, TokenRefused, untilItWorks } from '../conversation/trying.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { boltLogger, type Log } from './bolt-logger.ts'
import { type Wiring, wire } from './connect.ts'
import { slackDirectory } from './directory.ts'
import { reasonOf } from './failure.ts'
import { slackFiles } from './files.ts'
import { time } from './limits.ts'
import { slackMessenger } from './messenger.ts'
import type { Showing } from './picture.ts'
import { httpReceiver } from './receiver.ts'
import { socketConnection } from './socket.ts'
import { about, isRefusal } from './trying.ts'
import { clientOptions, type SlackApi, webClient } from './web-client.ts'

export interface Slack {
  readonly messenger: Messenger
  readonly directory: Directory
  readonly files: Files
  /** By Socket Mode with an app token, else by HTTP with the signing secret. */
  connect(by: { readonly appToken: string } | { readonly signingSecret: string }, to: Omit<Wiring, 'client' | 'log'>): Connection
}

export interface Connection {
  /** By HTTP: what serves Slack's requests (POST, GET) at `/slack/events`; register it before starting. */
  readonly handle: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined
  /**
   * Resolves when Slack knows us and (by Socket Mode) the connection stands; network trouble is retried until then, with log
   * lines. Rejects with `TokenRefused`, which names the setting.
   */
  start(): Promise<void>
  stop(): Promise<void>
  /** Undefined when requests of Slack arrive and are served; else a few words on what is missing. */
  trouble(): string | undefined
  /** Where the bot is installed, once Slack has said it. */
  installation(): InstallationRef | undefined
}

interface Identity {
  readonly team: string
  readonly botId: string | undefined
  readonly botUserId: string | undefined
}

/** `showing`: without it posts come without their pictures. */
export function slack(
  api: SlackApi,
  clock: Clock,
  log: Log,
  { wait, showing }: { readonly wait?: Pause | undefined; readonly showing?: Showing } = {},
): Slack {
  const client = webClient(api, log)
  const quick = webClient(api, log, time.callWhileWaiting)
  const directory = slackDirectory(quick, clock, log)
  let identity: Identity | undefined

  async function identify(stopped: AbortSignal): Promise<void> {
    const refused = (error: unknown) => (isRefusal(error) ? new TokenRefused('SLACK_BOT_TOKEN', reasonOf(error)) : undefined)
    const options = { log, stopped, about, giveUp: refused, ...(wait ? { wait } : {}) }
    const answer = await untilItWorks('Asking Slack who we are', () => client.auth.test(), options)
    const team = answer?.team_id ?? answer?.enterprise_id
    if (team) identity = { team, botId: answer?.bot_id, botUserId: answer?.user_id }
  }

  return {
    messenger: slackMessenger(client, () => identity?.botId, showing && { ...showing, log }, quick),
    directory,
    files: slackFiles(quick, api, log),
    connect(by, to) {
      const socket = 'appToken' in by ? socketConnection({ ...by, apiUrl: api.apiUrl, log, ...(wait ? { wait } : {}) }) : undefined
      const http = 'signingSecret' in by ? httpReceiver({ ...by, clock, log }) : undefined
      const receiver: Receiver | undefined = socket?.receiver ?? http
      if (!receiver) throw new Error('Neither an app token nor a signing secret')
      const app = new App({
        receiver,
        // A promise that is settled already: asking Slack or a store for each request would be what it costs.
        authorize: async () => ({ botToken: api.token, ...(identity ? botOf(identity) : {}) }),
        clientOptions: clientOptions(api.apiUrl, log, time.callWhileWaiting),
        logger: boltLogger(log),
        // We hear no events that the bot causes, and keep conversations elsewhere: without these Bolt does less for each request.
        ignoreSelf: false,
        convoStore: false,
        attachFunctionToken: false,
      })
      const { settled } = wire(app, {
        ...to,
        client: quick,
        log,
        personChanged: async (installation, profile) => {
          directory.forget(installation, profile.id)
          await to.personChanged?.(installation, profile)
        },
      })
      const stopping = new AbortController()
      return {
        handle: http?.handle,
        async start() {
          await identify(stopping.signal)
          await socket?.start()
        },
        async stop() {
          stopping.abort()
          await socket?.stop()
          // What was acknowledged is done and told before the database is closed under it.
          await Promise.race([settled(), pauseOf(time.settle)])
        },
        trouble() {
          if (!identity) return 'Slack has not said yet who the bot is'
          return socket && !socket.connected() ? 'not connected to Slack' : undefined
        },
        installation: () => (identity ? { platform: 'slack', id: identity.team } : undefined),
      }
    },
  }
}

const pauseOf = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())

const botOf = ({ botId, botUserId }: Identity) => ({ ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) })
