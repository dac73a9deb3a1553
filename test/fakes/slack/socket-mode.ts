// The other end of Socket Mode: WebSockets by ticket, envelopes and their acknowledgements.
import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export class SocketEnd {
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #tickets = new Set<string>()
  readonly #sockets = new Set<WebSocket>()
  readonly #waiting = new Map<string, (payload: unknown) => void>()
  #count = 0
  /** Off: connections are taken but never greeted. */
  greets = true
  /** On: envelopes arrive and their acknowledgements are lost. */
  deaf = false
  /** How many connections were ever made. */
  connections = 0

  constructor(http: Server) {
    http.on('upgrade', (request: IncomingMessage, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? ''
      if (!this.#tickets.delete(ticket)) return void socket.destroy() // a ticket is good for one connection
      this.#server.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened))
    })
  }

  ticket(): string {
    this.#count += 1
    const ticket = `ticket-${this.#count}`
    this.#tickets.add(ticket)
    return ticket
  }

  get open(): number {
    return this.#sockets.size
  }

  #welcome(socket: WebSocket): void {
    this.connections += 1
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => {})
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data))
      if (!this.deaf) this.#waiting.get(id)?.(payload)
    })
    if (this.greets)
      socket.send(JSON.stringify({ type: 'hello', num_connections: this.#sockets.size, connection_info: { app_id: 'A0DEALBELL' } }))
  }

  /** Sends an envelope over one of the connections; undefined when there is none or nobody acknowledges within 3 seconds. */
  async send(
    type: 'slash_commands' | 'interactive' | 'events_api',
    payload: unknown,
    attempt = 0,
  ): Promise<{ payload: unknown } | undefined> {
    const [socket] = this.#sockets
    if (!socket) return undefined
    this.#count += 1
    const id = `envelope-${this.#count}`
    const envelope = {
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...(attempt > 0 ? { retry_attempt: attempt, retry_reason: 'timeout' } : {}),
    }
    const answered = new Promise<{ payload: unknown } | undefined>((resolve) => {
      const late = setTimeout(() => resolve(undefined), 3_000)
      this.#waiting.set(id, (answer) => {
        clearTimeout(late)
        resolve({ payload: answer })
      })
    })
    socket.send(JSON.stringify(envelope))
    return answered.finally(() => this.#waiting.delete(id))
  }

  /** As Slack does every few hours (`refresh_requested`), or when Socket Mode is switched off (`link_disabled`). */
  disconnect(reason: 'refresh_requested' | 'link_disabled' | 'warning' = 'refresh_requested'): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify({ type: 'disconnect', reason }))
  }

  /** The line goes dead without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}
