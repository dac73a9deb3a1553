// Slack by Socket Mode: Bolt's receiver, with the reconnecting done here. The library's own leaves a rejection that nobody catches
// when Slack is away while it reconnects (and so ends the process), and waits five seconds where none are needed.
import { SocketModeReceiver } from '@slack/bolt'
import { type Pause, pause, TokenRefused, untilItWorks, waitAfter } from '../conversation/trying.ts'
import { boltLogger, type Log } from './bolt-logger.ts'
import { reasonOf } from './failure.ts'
import { time } from './limits.ts'
import { about, isRefusal } from './trying.ts'
import { clientOptions } from './web-client.ts'

export interface SocketConnection {
  readonly receiver: SocketModeReceiver
  /** Resolves when connected for the first time (or stopped before); rejects with `TokenRefused`. Afterwards it keeps connected. */
  start(): Promise<void>
  stop(): Promise<void>
  connected(): boolean
}

export interface SocketOptions {
  readonly appToken: string
  readonly apiUrl?: string | undefined
  readonly log: Log
  readonly wait?: Pause
}

/** How long a WebSocket may take to say hello, and how long it is waited for when it closes, in milliseconds. */
const helloWithin = 30_000
const goodbyeWithin = 1_000
/** A connection that held this long was a good one: the next is tried at once. */
const longEnough = 10_000

export function socketConnection({ appToken, apiUrl, log, wait = pause }: SocketOptions): SocketConnection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, log, time.call) },
    processEventErrorHandler: async ({ error, event }) => {
      log.error({ err: error.message }, 'An envelope of Slack could not be processed')
      // Acknowledged all the same: sent again it would fail again. Not by returning true, for that may reject unheard.
      await event.ack().catch(() => {})
      return false
    },
  })
  const { client } = receiver
  const stopping = new AbortController()
  let connected = false
  let keeping: Promise<void> | undefined

  client.on('connected', () => {
    connected = true
    // A try that was under way when we stopped got through after all.
    if (stopping.signal.aborted) void disconnect()
  })
  client.on('disconnected', () => {
    connected = false
  })

  async function connect(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no hello')), helloWithin)
    })
    try {
      await Promise.race([client.start(), silence])
    } catch (error) {
      await disconnect()
      throw error ?? new Error('closed before hello') // the library rejects with nothing
    } finally {
      clearTimeout(timer)
    }
  }

  const refused = (error: unknown) => (isRefusal(error) ? new TokenRefused('SLACK_APP_TOKEN', reasonOf(error)) : undefined)

  async function keep(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      const since = performance.now()
      await lost(stopping.signal)
      if (stopping.signal.aborted) return
      failures = performance.now() - since > longEnough ? 0 : failures + 1
      log.info({}, 'Slack closed the connection; connecting again')
      if (failures > 0) await wait(waitAfter(failures), stopping.signal)
      // A token that was good is tried on: it may be good again, and the rest of the program still works.
      await untilItWorks('Connecting to Slack again', connect, { log, stopped: stopping.signal, wait, about, giveUp: () => undefined })
      if (connected) log.info({}, 'Connected to Slack again')
    }
  }

  function lost(stopped: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (!connected || stopped.aborted) return resolve()
      const done = () => {
        client.removeListener('disconnected', done)
        stopped.removeEventListener('abort', done)
        resolve()
      }
      client.on('disconnected', done)
      stopped.addEventListener('abort', done)
    })
  }

  /** The library waits half a minute for the other side to say goodbye; asking it twice makes it hang up. */
  async function disconnect(): Promise<void> {
    const enough = new AbortController()
    await Promise.race([client.disconnect().catch(() => {}), pause(goodbyeWithin, enough.signal)])
    enough.abort()
    if (connected) await client.disconnect().catch(() => {})
    connected = false
  }

  return {
    receiver,
    connected: () => connected,
    async start() {
      await untilItWorks('Connecting to Slack', connect, { log, stopped: stopping.signal, wait, about, giveUp: refused })
      if (!stopping.signal.aborted) keeping = keep()
    },
    async stop() {
      stopping.abort()
      await disconnect()
      await keeping
    },
  }
}
