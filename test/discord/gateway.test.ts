// The gateway: getting connected, staying connected, and saying what is wrong. The other side is a gateway of the test's own.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Json, objectIn } from '../../src/conversation/json.ts'
import { TokenRefused } from '../../src/conversation/trying.ts'
import { type Call, DiscordFailure } from '../../src/discord/api.ts'
import { type Gateway, gateway } from '../../src/discord/gateway.ts'
import { GatewayRefused } from '../../src/discord/refused.ts'

const token = 'a.very-secret.token'

/** A gateway that does as Discord's documentation says; a test may have it do otherwise. */
class FakeGateway {
  readonly sockets: WebSocket[] = []
  readonly received: { op: number; d: Json }[] = []
  readonly calls: string[] = []
  info: () => unknown = () => this.usual()
  heartbeatInterval = 40_000
  acknowledges = true
  onIdentify: (socket: WebSocket, shard: number) => void = (socket, shard) => this.ready(socket, shard)
  onResume: (socket: WebSocket) => void = (socket) => this.dispatch('RESUMED', {}, socket)
  onConnect: (socket: WebSocket) => void = (socket) =>
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: this.heartbeatInterval } }))
  #sequence = 0
  readonly #server = new WebSocketServer({ port: 0, host: '127.0.0.1' })

  async listen() {
    await once(this.#server, 'listening')
    this.#server.on('connection', (socket) => {
      this.sockets.push(socket)
      socket.on('error', () => {})
      socket.on('message', (raw) => {
        const message = objectIn(JSON.parse(String(raw)))
        const d = objectIn(message.d)
        const op = Number(message.op)
        this.received.push({ op, d })
        if (op === 1 && this.acknowledges) socket.send(JSON.stringify({ op: 11 }))
        if (op === 2) this.onIdentify(socket, Number((d.shard as number[])[0]))
        if (op === 6) this.onResume(socket)
      })
      this.onConnect(socket)
    })
  }
  get url() {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  get last() {
    const socket = this.sockets.at(-1)
    if (!socket) throw new Error('nobody is connected')
    return socket
  }
  get open() {
    return this.sockets.filter(({ readyState }) => readyState === 1).length
  }
  count(op: number) {
    return this.received.filter((one) => one.op === op).length
  }
  usual(limit: object = {}, shards = 1) {
    return {
      url: this.url,
      shards,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 14_400_000, max_concurrency: 16, ...limit },
    }
  }
  ready(socket: WebSocket, shard = 0) {
    this.dispatch('READY', { v: 10, session_id: `session-${shard}`, resume_gateway_url: this.url, guilds: [], shard: [shard, 1] }, socket)
  }
  dispatch(t: string, d: object, socket = this.last) {
    this.#sequence += 1
    socket.send(JSON.stringify({ op: 0, t, s: this.#sequence, d }))
  }
  readonly api = {
    call: async ({ path }: Call): Promise<unknown> => {
      this.calls.push(path)
      return this.info()
    },
  }
  async close() {
    for (const socket of this.sockets) socket.terminate()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

let fake: FakeGateway
let at: Gateway
let log: { level: string; about: object; text: string }[]
let waited: number[]
let heard: { event: string; data: Json }[]
let onHeard: (event: string) => void

beforeEach(async () => {
  fake = new FakeGateway()
  await fake.listen()
  log = []
  waited = []
  heard = []
  onHeard = () => {}
  const write = (level: string) => (about: object, text: string) => void log.push({ level, about, text })
  at = gateway({
    api: fake.api,
    token,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    wait: (milliseconds) => {
      waited.push(milliseconds)
      return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 20)))
    },
    heard: (event, data) => {
      heard.push({ event, data })
      onHeard(event)
    },
  })
})
afterEach(async () => {
  await at.stop()
  await fake.close()
})

const standsAgain = () => vi.waitFor(() => expect(at.connected()).toBe(true), { timeout: 4_000 })
const events = () => heard.map(({ event }) => event)

test('ready means connected; no privileged intent is asked for, and nothing is said of a presence', async () => {
  expect(at.connected()).toBe(false)
  await at.start()
  expect(at.connected()).toBe(true)
  const identify = fake.received.find(({ op }) => op === 2)?.d
  expect(identify).toMatchObject({ token, intents: 1, shard: [0, 1] })
  expect(identify).not.toHaveProperty('presence')
  expect(fake.calls).toEqual(['/gateway/bot'])
  fake.dispatch('INTERACTION_CREATE', { id: '7' })
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ event: 'INTERACTION_CREATE', data: { id: '7' } }))
  expect(JSON.stringify(log)).not.toContain('very-secret')
})

test('a dropped connection is resumed, and what was missed comes', async () => {
  await at.start()
  fake.onResume = (socket) => {
    fake.dispatch('INTERACTION_CREATE', { id: '8' }, socket)
    fake.dispatch('RESUMED', {}, socket)
  }
  fake.last.terminate()
  await vi.waitFor(() => expect(at.connected()).toBe(false))
  await standsAgain()
  expect(fake.received.find(({ op }) => op === 6)?.d).toMatchObject({ token, session_id: 'session-0', seq: 1 })
  expect(events()).toEqual(['READY', 'INTERACTION_CREATE', 'RESUMED'])
  expect(fake.count(2)).toBe(1)
  expect(waited).toEqual([])
})

test('asked to reconnect (opcode 7) it resumes', async () => {
  await at.start()
  fake.last.send(JSON.stringify({ op: 7, d: null }))
  await vi.waitFor(() => expect(fake.count(6)).toBe(1), { timeout: 3_000 })
  await standsAgain()
  expect(fake.count(2)).toBe(1)
})

test('a session that can be resumed no longer (opcode 9) is begun anew', async () => {
  await at.start()
  fake.onResume = (socket) => socket.send(JSON.stringify({ op: 9, d: false }))
  fake.last.terminate()
  await vi.waitFor(() => expect(fake.count(2)).toBe(2), { timeout: 15_000 })
  await standsAgain()
  // Before a session is begun Discord is asked whether one may be.
  expect(fake.calls).toEqual(['/gateway/bot', '/gateway/bot'])
}, 20_000)

test('a connection that is dead without saying so is noticed by its heartbeat and resumed', async () => {
  fake.heartbeatInterval = 60
  await at.start()
  await vi.waitFor(() => expect(fake.count(1)).toBeGreaterThan(1))
  fake.acknowledges = false
  fake.last.pause() // not even a goodbye is answered
  await vi.waitFor(() => expect(fake.count(6)).toBeGreaterThan(0), { timeout: 5_000 })
  fake.acknowledges = true
  await standsAgain()
}, 10_000)

test('trouble at the start is retried with log lines until it works', async () => {
  const faults = [new DiscordFailure('lost', { message: 'ECONNREFUSED' }), new DiscordFailure('fault', { status: 502 })]
  fake.info = () => {
    const fault = faults.shift()
    if (fault) throw fault
    return fake.usual()
  }
  fake.onConnect = (socket) => {
    if (fake.sockets.length < 4) return socket.terminate()
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }))
  }
  await at.start()
  expect(at.connected()).toBe(true)
  expect(log.filter(({ text }) => text.includes('trying again')).map(({ about }) => objectIn(about).reason)).toEqual([
    'lost ECONNREFUSED',
    'fault 502',
    '1006',
    '1006',
  ])
}, 10_000)

test.each([
  ['401 to the question where the gateway is', 401, undefined],
  ['close code 4004', undefined, 4004],
])('a refused token is named: %s', async (_, status, code) => {
  fake.info = () => {
    if (status) throw new DiscordFailure('refused', { status })
    return fake.usual()
  }
  fake.onIdentify = (socket) => socket.close(code)
  const failure = await at.start().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(TokenRefused)
  expect(failure).toMatchObject({ variable: 'DISCORD_TOKEN', reason: String(status ?? code) })
})

test.each([
  [4010, '4010 invalid shard'],
  [4012, '4012 invalid API version'],
  [4013, '4013 invalid intents'],
  [4014, '4014 disallowed intents'],
])('close code %i is said and not tried again', async (code, reason) => {
  fake.onIdentify = (socket) => socket.close(code)
  const failure = await at.start().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(GatewayRefused)
  expect(failure).toMatchObject({ code, reason })
  expect(fake.sockets).toHaveLength(1)
})

test('a bot that has grown gets the connections that Discord asks for', async () => {
  let shards = 1
  fake.info = () => fake.usual({}, shards)
  fake.onIdentify = (socket, shard) => {
    if (shards === 2) return fake.ready(socket, shard)
    shards = 2
    socket.close(4011)
  }
  await at.start()
  expect(at.connected()).toBe(true)
  expect(
    fake.received
      .filter(({ op }) => op === 2)
      .map(({ d }) => d.shard)
      .sort(),
  ).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
})

test('a token that is refused while running ends nothing, and is tried on', async () => {
  await at.start()
  fake.onResume = (socket) => socket.close(4004)
  fake.last.terminate()
  await vi.waitFor(() => expect(log.filter(({ level }) => level === 'error')).toHaveLength(1), { timeout: 4_000 })
  await standsAgain()
  expect(fake.count(2)).toBe(2)
})

test('beginning anew again and again leaves nothing behind', async () => {
  const warnings: string[] = []
  const hear = ({ name }: Error) => void warnings.push(name)
  process.on('warning', hear)
  await at.start()
  fake.onResume = (socket) => socket.close(4004)
  fake.onIdentify = (socket, shard) => (fake.count(2) < 14 ? socket.close(4004) : fake.ready(socket, shard))
  fake.last.terminate()
  await vi.waitFor(() => expect(fake.count(2)).toBe(14), { timeout: 10_000 })
  await standsAgain()
  process.off('warning', hear)
  expect(warnings).toEqual([])
}, 20_000)

test('no session is begun while none may be', async () => {
  const limits = [{ remaining: 0, reset_after: 120_000 }, {}]
  fake.info = () => fake.usual(limits.shift())
  await at.start()
  expect(waited).toEqual([120_000])
  expect(fake.sockets).toHaveLength(1)
  fake.info = () => fake.usual({ remaining: 0, reset_after: 180_000 })
  fake.last.close(1000) // which ends the session too
  await vi.waitFor(() => expect(waited).toEqual([120_000, 180_000]), { timeout: 4_000 })
})

test('tries that fail one after another are further and further apart, and the session is given up at last', async () => {
  await at.start()
  const before = fake.sockets.length
  fake.onConnect = (socket) => {
    if (fake.sockets.length < before + 6) return socket.terminate()
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }))
  }
  fake.last.terminate()
  await vi.waitFor(() => expect(fake.count(2) + fake.count(6)).toBe(2), { timeout: 15_000 })
  await standsAgain()
  expect(waited.length).toBeGreaterThan(3)
  expect([...waited].sort((a, b) => a - b)).toEqual(waited)
  expect(fake.count(2)).toBe(2)
}, 20_000)

test('a fault in taking in what Discord told ends nothing', async () => {
  await at.start()
  onHeard = () => {
    throw new Error('a fault of ours')
  }
  fake.dispatch('GUILD_CREATE', { id: '1' })
  await vi.waitFor(() => expect(log.filter(({ level }) => level === 'error')).toHaveLength(1))
  onHeard = () => {}
  fake.last.send('no JSON')
  fake.dispatch('INTERACTION_CREATE', { id: '9' })
  await vi.waitFor(() => expect(events().at(-1)).toBe('INTERACTION_CREATE'))
  expect(at.connected()).toBe(true)
})

test.each([
  ['an invalid session that says nothing more', { op: 9, d: null }],
  ['a greeting without content', { op: 10 }],
])('%s ends nothing: the connection is made anew', async (_, message) => {
  await at.start()
  fake.last.send(JSON.stringify(message))
  await vi.waitFor(() => expect(fake.count(2)).toBe(2), { timeout: 4_000 })
  await standsAgain()
  await vi.waitFor(() => expect(fake.open).toBe(1))
  fake.dispatch('INTERACTION_CREATE', { id: '9' })
  await vi.waitFor(() => expect(events().at(-1)).toBe('INTERACTION_CREATE'))
})

test('a gateway at no address is asked for again', async () => {
  const infos = [
    { ...fake.usual(), url: 'http://127.0.0.1' },
    { ...fake.usual(), url: 'ws://[' },
    { ...fake.usual(), url: 'ws://127.0.0.1#x' },
  ]
  fake.info = () => infos.shift() ?? fake.usual()
  await at.start()
  expect(at.connected()).toBe(true)
  expect(fake.calls).toHaveLength(4)
})

test('stopping says goodbye, and nothing connects again', async () => {
  await at.start()
  const closed = once(fake.last, 'close')
  await at.stop()
  expect((await closed)[0]).toBe(1000)
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(fake.sockets).toHaveLength(1)
})

test('stopping while a lost connection is made again stops', async () => {
  await at.start()
  fake.last.terminate()
  await vi.waitFor(() => expect(at.connected()).toBe(false))
  await at.stop()
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(fake.sockets).toHaveLength(1)
})

test('stopping while Discord hangs stops, and lets go of the connection', async () => {
  fake.onConnect = () => {}
  const started = at.start()
  await vi.waitFor(() => expect(fake.sockets).toHaveLength(1))
  await at.stop()
  await started
  expect(at.connected()).toBe(false)
  await vi.waitFor(() => expect(fake.open).toBe(0), { timeout: 3_000 })
})

test('stopping while Discord does not say goodbye stops', async () => {
  await at.start()
  fake.last.pause()
  await at.stop()
  expect(at.connected()).toBe(false)
})

test('stopping before Discord ever answered stops', async () => {
  fake.info = () => {
    throw new DiscordFailure('lost')
  }
  const started = at.start()
  await vi.waitFor(() => expect(log.length).toBeGreaterThan(1))
  await at.stop()
  await started
})
