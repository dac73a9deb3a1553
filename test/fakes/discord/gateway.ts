// The fake Discord's gateway: https://docs.discord.com/developers/events/gateway. JSON without compression, one shard.
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Json, objectIn, textIn } from '../../../src/conversation/json.ts'

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const

/** GUILD_PRESENCES, GUILD_MEMBERS, MESSAGE_CONTENT: only for whom Discord has allowed them. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15)
const known = 2 ** 26 - 1

export interface GatewayNeeds {
  readonly token: () => string
  /** What follows READY: each server as it comes. */
  readonly guilds: () => readonly Json[]
  readonly ready: () => Json
  fail(what: string): void
}

interface Session {
  readonly id: string
  /** Every dispatch, in order; its sequence number is its place, from 1 on. */
  readonly dispatches: { readonly t: string; readonly d: unknown }[]
  resumable: boolean
}

interface Link {
  readonly socket: WebSocket
  session: Session | undefined
  /** It sent what cannot be answered, and is being closed. */
  over: boolean
}

export class Gateway {
  /** Milliseconds between two heartbeats. */
  heartbeatEvery = 41_250
  /** Off: heartbeats are not answered, as on a connection that is dead and does not know it. */
  acknowledges = true
  /** How often each came. */
  readonly seen = { connected: 0, identified: 0, resumed: 0, heartbeats: 0 }
  /** The intents of the last identify. */
  intents = 0
  /** How many sessions may still begin today. */
  sessionsLeft = 1_000
  readonly #links = new Set<Link>()
  readonly #sessions = new Map<string, Session>()
  readonly #needs: GatewayNeeds
  readonly #sockets = new WebSocketServer({ noServer: true })
  #url = () => ''
  #counter = 0

  constructor(server: Server, needs: GatewayNeeds, url: () => string) {
    this.#needs = needs
    this.#url = url
    server.on('upgrade', (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      const wanted = searchParams.get('v') === '10' && searchParams.get('encoding') === 'json' && searchParams.get('compress') === null
      if (!/^\/(gateway|resume)\/?$/.test(pathname) || !wanted) {
        needs.fail(`a gateway that is none: ${request.url}`)
        socket.destroy()
        return
      }
      this.#sockets.handleUpgrade(request, socket, head, (open) => this.#begin(open, pathname.startsWith('/resume')))
    })
  }

  /** Is somebody there who would get a dispatch now? */
  get isListened(): boolean {
    return [...this.#links].some(({ session, over }) => session && !over)
  }

  #begin(socket: WebSocket, atResume: boolean): void {
    const link: Link = { socket, session: undefined, over: false }
    this.#links.add(link)
    this.seen.connected += 1
    socket.on('close', () => this.#links.delete(link))
    socket.on('error', () => {})
    socket.on('message', (data) => this.#take(link, String(data), atResume))
    this.#send(link, { op: op.hello, d: { heartbeat_interval: this.heartbeatEvery, _trace: [] } })
  }

  #take(link: Link, text: string, atResume: boolean): void {
    if (link.over) return
    if (text.length > 4_096) {
      this.#close(link, 4002, 'a payload of more than 4096 bytes')
      return
    }
    let message: Json
    try {
      message = objectIn(JSON.parse(text))
    } catch {
      this.#close(link, 4002, 'a payload that is no JSON')
      return
    }
    const data = objectIn(message.d)
    if (message.op === op.heartbeat) {
      this.seen.heartbeats += 1
      if (message.d !== null && typeof message.d !== 'number') this.#needs.fail('a heartbeat without a sequence number')
      if (this.acknowledges) this.#send(link, { op: op.ack })
    } else if (message.op === op.identify) {
      if (link.session) {
        this.#close(link, 4005, 'identified twice')
        return
      }
      if (atResume) this.#needs.fail('a new session began where only old ones go on')
      this.#identify(link, data)
    } else if (message.op === op.resume) {
      this.#resume(link, data)
    } else if (message.op === op.presence || message.op === op.members) {
      if (!link.session) this.#close(link, 4003, 'not identified')
    } else {
      this.#close(link, 4001, `opcode ${String(message.op)}`)
    }
  }

  #identify(link: Link, { token, intents, properties, shard }: Json): void {
    if (token !== this.#needs.token()) {
      this.#close(link, 4004)
      return
    }
    if (typeof intents !== 'number' || intents < 0 || intents > known) {
      this.#close(link, 4013, 'intents that are none')
      return
    }
    if (intents & privileged) {
      this.#close(link, 4014, 'intents that are privileged')
      return
    }
    if (shard !== undefined && JSON.stringify(shard) !== '[0,1]') {
      this.#close(link, 4010, 'a shard that is none')
      return
    }
    const { os, browser, device } = objectIn(properties)
    if (![os, browser, device].every((each) => typeof each === 'string')) this.#needs.fail('identified without properties')
    this.intents = intents
    this.seen.identified += 1
    this.sessionsLeft -= 1
    const session: Session = { id: `session-${++this.#counter}-${Math.trunc(performance.now())}`, dispatches: [], resumable: true }
    this.#sessions.set(session.id, session)
    link.session = session
    const ready = {
      v: 10,
      session_id: session.id,
      resume_gateway_url: `${this.#url()}/resume`,
      session_type: 'normal',
      shard: [0, 1],
      ...this.#needs.ready(),
    }
    this.#dispatch(session, 'READY', ready)
    if (intents & 1) for (const guild of this.#needs.guilds()) this.#dispatch(session, 'GUILD_CREATE', guild)
  }

  #resume(link: Link, { token, session_id: id, seq }: Json): void {
    if (token !== this.#needs.token()) {
      this.#close(link, 4004)
      return
    }
    const session = this.#sessions.get(textIn(id) ?? '')
    if (!session?.resumable) {
      this.#send(link, { op: op.invalid, d: false })
      return
    }
    if (typeof seq !== 'number' || seq > session.dispatches.length) {
      this.#close(link, 4007, `sequence number ${String(seq)}`)
      return
    }
    this.seen.resumed += 1
    for (const other of this.#links) if (other !== link && other.session === session) other.socket.terminate()
    link.session = session
    for (const [index, { t, d }] of session.dispatches.entries())
      if (index + 1 > seq) this.#send(link, { op: op.dispatch, t, s: index + 1, d })
    this.#dispatch(session, 'RESUMED', {})
  }

  /** To everybody who is there, and to whom was there and comes back. */
  send(t: string, d: unknown): void {
    const sessions = [...this.#sessions.values()].filter(({ resumable }) => resumable)
    const latest = sessions.at(-1)
    const listening = new Set([...this.#links].flatMap(({ session }) => session ?? []))
    const to = listening.size > 0 ? listening : new Set(latest ? [latest] : [])
    for (const session of to) this.#dispatch(session, t, d)
  }

  #dispatch(session: Session, t: string, d: unknown): void {
    session.dispatches.push({ t, d })
    for (const link of this.#links) if (link.session === session) this.#send(link, { op: op.dispatch, t, s: session.dispatches.length, d })
  }

  #send({ socket }: Link, message: object): void {
    socket.send(JSON.stringify({ t: null, s: null, d: null, ...message }))
  }

  #close(link: Link, code: number, why?: string): void {
    if (why) this.#needs.fail(`the gateway was told ${why}`)
    link.over = true
    link.socket.close(code)
  }

  // What goes wrong

  /** The connections break. */
  drop(): void {
    for (const { socket } of this.#links) socket.terminate()
  }

  /** Discord closes them with a code. */
  close(code: number): void {
    for (const link of this.#links) this.#close(link, code)
  }

  /** Discord asks to connect anew. */
  reconnect(): void {
    for (const link of this.#links) this.#send(link, { op: op.reconnect })
  }

  /** Discord says that the session is over, or that it may be resumed. */
  invalidate(resumable: boolean): void {
    for (const link of this.#links) {
      if (link.session && !resumable) link.session.resumable = false
      this.#send(link, { op: op.invalid, d: resumable })
    }
  }

  /** Discord asks for a heartbeat now. */
  askForHeartbeat(): void {
    for (const link of this.#links) this.#send(link, { op: op.heartbeat })
  }

  end(): void {
    this.drop()
    this.#sockets.close()
  }
}
