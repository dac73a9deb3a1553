// Discord by the gateway: staying connected, and handing on what comes. Heartbeats, resuming and reconnecting are the library's; when it may
// connect, and when that is of no use any more, is decided here, because left alone it would try twice a second for ever.
import { WebSocketShardEvents as On, type SessionInfo, SimpleIdentifyThrottler, WebSocketShard } from '@discordjs/ws'
import { GatewayCloseCodes, GatewayIntentBits } from 'discord.js'
import { type Json, objectIn, textIn } from '../conversation/json.ts'
import { type Pause, pause, TokenRefused, unlessStopped, untilItWorks, waitAfter } from '../conversation/trying.ts'
import { type DiscordApi, DiscordFailure } from './api.ts'
import type { Log } from './log.ts'
import { GatewayRefused } from './refused.ts'

/** Milliseconds. */
const time = {
  /** For the question where the gateway is. */
  call: 9_000,
  hello: 30_000,
  /** So long the other side may take to say goodbye. */
  goodbye: 1_000,
  /** A connection that held this long was a good one: the next is tried at once. */
  longEnough: 10_000,
  /** Until the next try with what was refused for good: somebody may have mended it. */
  refused: 300_000,
}

/** Without news of servers, channels and roles nothing else comes either; interactions need no intent, and none of these is privileged. */
const intents = GatewayIntentBits.Guilds

/** Trying again cannot help, nor can another token: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const refusals = new Map<number, string>([
  [GatewayCloseCodes.InvalidShard, 'invalid shard'],
  [GatewayCloseCodes.ShardingRequired, 'sharding required'],
  [GatewayCloseCodes.InvalidAPIVersion, 'invalid API version'],
  [GatewayCloseCodes.InvalidIntents, 'invalid intents'],
  [GatewayCloseCodes.DisallowedIntents, 'disallowed intents'],
])

/** No connection may be begun for so many milliseconds. */
class TooManyStarts extends Error {
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super('No more sessions may be started for now')
    this.retryAfter = retryAfter
  }
}

export interface Gateway {
  /** Resolves when connected for the first time (or stopped before); rejects with `TokenRefused` or `GatewayRefused`. Afterwards it keeps connected. */
  start(): Promise<void>
  stop(): Promise<void>
  connected(): boolean
}

export interface GatewayOptions {
  readonly api: Pick<DiscordApi, 'call'>
  readonly token: string
  readonly log: Log
  readonly wait?: Pause
  /** Every dispatch: `INTERACTION_CREATE` and what came with it. */
  readonly heard: (event: string, data: Json) => void
}

/** One connection; big bots have several. */
interface Line {
  readonly shard: WebSocketShard
  session: SessionInfo | null
  /** Not even greeted. */
  down: boolean
  /** Tries in a row without a connection that held. */
  tries: number
  /** When it was ready (ms, of the process), while it is. */
  readySince: number | undefined
  /** What went wrong last. */
  reason: string
}

type GatewayInfo = { url: string; shards: number; remaining: number; resetAfter: number; concurrency: number }

export function gateway({ api, token, log, wait = pause, heard }: GatewayOptions): Gateway {
  const stopping = new AbortController()
  const stopped = stopping.signal
  let lines: readonly Line[] = []
  let refused: (error: Error) => void = () => {}
  let keeping: Promise<void> | undefined

  const connected = () => lines.length > 0 && lines.every(({ readySince }) => readySince !== undefined)

  /** Resolves when all lines stand. Rejects when they cannot, and has hung up then. */
  async function open(): Promise<{ refusal: Promise<Error> }> {
    const info = await gatewayInfo(api)
    if (info.remaining < info.shards) throw new TooManyStarts(info.resetAfter)
    const refusal = new Promise<Error>((resolve) => {
      refused = resolve
    })
    const throttle = new SimpleIdentifyThrottler(info.concurrency)
    const standing = new Promise<void>((resolve, reject) => {
      lines = Array.from({ length: info.shards }, (_, id) => line(id, info, throttle, () => connected() && resolve()))
      // Rejects with the first trouble, although the library goes on trying; what is final is told by `refused`.
      for (const { shard } of lines) shard.connect().catch(() => {})
      void refusal.then(reject)
    })
    await unlessStopped(standing, stopped)
    return { refusal }
  }

  function line(id: number, info: GatewayInfo, throttle: SimpleIdentifyThrottler, stands: () => void): Line {
    const self: Line = {
      shard: new WebSocketShard(
        {
          options: {
            token,
            intents,
            version: '10',
            encoding: 'json',
            compression: null,
            shardCount: info.shards,
            largeThreshold: null,
            initialPresence: null,
            identifyProperties: { os: process.platform, browser: 'dealbell', device: 'dealbell' },
            handshakeTimeout: time.hello,
            helloTimeout: time.hello,
            readyTimeout: time.hello,
            gatewayInformation: {
              url: info.url,
              shards: info.shards,
              session_start_limit: {
                total: info.remaining,
                remaining: info.remaining,
                reset_after: info.resetAfter,
                max_concurrency: info.concurrency,
              },
            },
          } as ConstructorParameters<typeof WebSocketShard>[0]['options'], // its words for version and encoding are enums
          async retrieveSessionInfo() {
            // The library asks for it with everything that comes, and before it connects.
            if (self.down) await mayConnect(self)
            return self.session
          },
          updateSessionInfo(_, session) {
            self.session = session && (isGateway(session.resumeURL) ? session : { ...session, resumeURL: info.url })
          },
          waitForIdentify: (shard, signal) => throttle.waitForIdentify(shard, signal),
        },
        id,
      ),
      session: null,
      down: true,
      tries: 0,
      readySince: undefined,
      reason: '',
    }
    watched(self.shard, (error) => refused(error))
    const ready = () => {
      const again = self.tries > 1
      self.readySince = performance.now()
      self.tries = Math.min(self.tries, 2) // so that one that never holds is not tried twice a second
      stands()
      if (again && !stopped.aborted) log.info({ shard: id }, 'Connected to Discord')
    }
    const gone = (reason: string) => {
      if (self.readySince !== undefined) {
        if (performance.now() - self.readySince > time.longEnough) self.tries = 1
        if (!stopped.aborted) log.info({ shard: id, reason }, 'The connection to Discord ended; connecting again')
      }
      self.reason ||= reason
      self.readySince = undefined
      self.down = true
    }
    self.shard
      .on(On.Hello, () => {
        self.down = false
      })
      .on(On.Ready, ready)
      .on(On.Resumed, ready)
      .on(On.Closed, ({ code }) => {
        gone(String(code))
        const refusal = refusalOf(code)
        if (refusal) refused(refusal)
      })
      .on(On.Error, ({ error }) => {
        self.reason = reasonOf(error)
      })
      .on(On.Debug, ({ message }) => {
        // It waits half a minute for the goodbye of a connection that may be long dead.
        if (!message.startsWith('Destroying shard')) return
        gone(/Reason: (.*)/.exec(message)?.[1] ?? 'unknown')
        hangUp(self.shard)
      })
      .on(On.Dispatch, ({ data: { t, d } }) => {
        if (stopped.aborted) return
        try {
          heard(t, objectIn(d))
        } catch (error) {
          log.error({ event: t, err: error }, 'What Discord told could not be taken in')
        }
      })
    return self
  }

  /** Asked before each connection, and between a line's tries. Never resolves once all is stopped: the library cannot be told otherwise. */
  async function mayConnect(self: Line): Promise<void> {
    const failures = self.tries - 1
    self.tries += 1
    const { reason } = self
    self.reason = ''
    if (failures > 0 && !stopped.aborted) {
      const inMilliseconds = waitAfter(failures)
      const retryInSeconds = Math.round(inMilliseconds / 1_000)
      log.warn({ shard: self.shard.id, reason, retryInSeconds }, "Connecting to Discord's gateway failed; trying again")
      await wait(inMilliseconds, stopped)
    }
    // Where a session is to be resumed can be gone for good.
    if (failures > 3) self.session = null
    if (failures >= 0 && !self.session) await mayStart()
    if (stopped.aborted || !lines.includes(self)) await new Promise(() => {})
  }

  /** Waits while Discord allows no new session. Whatever else is wrong shows when connecting. */
  async function mayStart(): Promise<void> {
    const info = await unlessStopped(gatewayInfo(api), stopped).catch(() => undefined)
    if (!info || info.remaining > 0) return
    log.warn({ retryInSeconds: Math.round(info.resetAfter / 1_000) }, 'Discord allows no new session for now; waiting')
    await wait(info.resetAfter, stopped)
  }

  async function close(): Promise<void> {
    const old = lines
    lines = []
    await Promise.all(
      old.map(async ({ shard }) => {
        hangUp(shard)
        await Promise.race([shard.destroy({ code: 1_000, reason: 'Stopping' }), pause(time.goodbye + 100, new AbortController().signal)])
      }),
    )
  }

  const about = (error: unknown) => ({
    reason: reasonOf(error),
    retryAfter:
      error instanceof TooManyStarts || error instanceof DiscordFailure ? error.retryAfter : isFinal(error) ? time.refused : undefined,
  })
  const giveUp = (error: unknown) =>
    error instanceof DiscordFailure && error.status === 401 ? tokenRefused('401') : isFinal(error) ? error : undefined

  const opened = async () => {
    try {
      return await open()
    } catch (error) {
      await close()
      throw error
    }
  }

  async function keep(first: { refusal: Promise<Error> } | undefined): Promise<void> {
    let current = first
    while (current && !stopped.aborted) {
      const refusal = await unlessStopped(current.refusal, stopped)
      if (!refusal || stopped.aborted) return
      await close()
      // Also when a token is refused that was good: it may be good again, and the rest of the program still works.
      log.error({ reason: reasonOf(refusal) }, 'The connection to Discord cannot go on; beginning anew')
      await wait(waitAfter(1), stopped)
      current = await untilItWorks('Connecting to Discord again', opened, { log, stopped, wait, about, giveUp: () => undefined })
    }
  }

  return {
    connected,
    async start() {
      const first = await untilItWorks('Connecting to Discord', opened, { log, stopped, wait, about, giveUp })
      if (!stopped.aborted) keeping = keep(first)
    },
    async stop() {
      stopping.abort()
      await close()
      await keeping
    },
  }
}

function refusalOf(code: number): Error | undefined {
  if (code === GatewayCloseCodes.AuthenticationFailed) return tokenRefused(String(code))
  const meaning = refusals.get(code)
  return meaning === undefined ? undefined : new GatewayRefused(code, meaning)
}

const tokenRefused = (reason: string) => new TokenRefused('DISCORD_TOKEN', reason)

/** More shards may be needed than yesterday: that is asked anew. */
const isFinal = (error: unknown): error is TokenRefused | GatewayRefused =>
  error instanceof TokenRefused || (error instanceof GatewayRefused && error.code !== GatewayCloseCodes.ShardingRequired)

/** https://docs.discord.com/developers/events/gateway#get-gateway-bot. Rejects with `DiscordFailure`, or with what an answer lacks. */
async function gatewayInfo(api: Pick<DiscordApi, 'call'>): Promise<GatewayInfo> {
  const answer = objectIn(await api.call({ method: 'GET', path: '/gateway/bot', within: time.call }))
  const limit = objectIn(answer.session_start_limit)
  const url = textIn(answer.url)
  if (!url || !isGateway(url)) throw new Error('no address of a gateway')
  const whole = (value: unknown, otherwise: number) => (typeof value === 'number' && Number.isInteger(value) ? value : otherwise)
  return {
    url,
    shards: Math.max(1, whole(answer.shards, 1)),
    remaining: whole(limit.remaining, 1_000),
    resetAfter: Math.max(0, whole(limit.reset_after, 0)),
    concurrency: Math.max(1, whole(limit.max_concurrency, 1)),
  }
}

const isGateway = (url: unknown): boolean => typeof url === 'string' && /^wss?:\/\//.test(url) && URL.canParse(url)

/** Cuts a connection whose other side does not say goodbye in time; one that is still being made is given up without a word. */
function hangUp(shard: WebSocketShard): void {
  const socket: unknown = Reflect.get(shard, 'connection') // the library keeps it to itself
  if (!(typeof socket === 'object' && socket !== null && 'terminate' in socket && 'on' in socket)) return
  const { terminate, on } = socket
  if (typeof terminate !== 'function' || typeof on !== 'function') return
  on.call(socket, 'error', () => {}) // the library stops listening, and an error that nobody hears would end the process
  setTimeout(() => terminate.call(socket), time.goodbye).unref()
}

/**
 * The library awaits none of these; what it does not expect of the other side (a message of another shape) would end the process as a rejection
 * that nobody handles. After one it cannot be trusted to go on.
 */
function watched(shard: WebSocketShard, onFault: (fault: Error) => void): void {
  for (const name of ['internalConnect', 'onMessage', 'onClose', 'heartbeat']) {
    const own: unknown = Reflect.get(shard, name)
    if (typeof own !== 'function') throw new Error(`The library has no ${name} any more`)
    Reflect.set(shard, name, async (...given: readonly unknown[]) => {
      try {
        return await own.apply(shard, given)
      } catch (error) {
        onFault(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TokenRefused || error instanceof GatewayRefused) return error.reason
  if (error instanceof DiscordFailure) return error.message
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
