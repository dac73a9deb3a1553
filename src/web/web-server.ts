// The one HTTP server of the process: routes that its parts register, with limits on what a stranger may send or keep open.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Method = 'GET' | 'POST'
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

export interface WebServer {
  /** Registers a handler for an exact path; the last one registered wins. A GET handler answers HEAD too. */
  route(method: Method, path: string, handler: Handler): void
  /** Resolves when requests are taken, with the port (of use when 0 was asked for). Rejects with `CannotListen`. */
  listen(): Promise<number>
  /** Takes no new requests, waits up to `patience` milliseconds for those under way, then cuts them off. */
  close(patience?: number): Promise<void>
}

/** The address or port cannot be had; `reason` says why, for a sentence to the operator. */
export class CannotListen extends Error {
  readonly host: string
  readonly port: number
  readonly reason: 'taken' | 'forbidden' | 'no such address' | 'other'
  constructor(host: string, port: number, reason: CannotListen['reason'], cause: unknown) {
    super(`Cannot listen on ${host}:${port}: ${reason}`, { cause })
    this.host = host
    this.port = port
    this.reason = reason
  }
}

const reasons: Readonly<Record<string, CannotListen['reason']>> = {
  EADDRINUSE: 'taken',
  EACCES: 'forbidden',
  EADDRNOTAVAIL: 'no such address',
  ENOTFOUND: 'no such address',
}

/** Milliseconds. A caller that holds its connection open is let go a little after the usual 60 s of a proxy in front of it. */
const timeouts = { headers: 10_000, request: 15_000, keepAlive: 65_000, check: 5_000, closing: 5_000, sweep: 20 }

/**
 * A server for `host` and `port` (0: any free one). `onFault` hears of a handler that threw; its caller gets a bare 500.
 */
export function webServer(host: string, port: number, onFault: (fault: unknown, path: string) => void): WebServer {
  const routes = new Map<string, Map<string, Handler>>()

  const server = createServer(
    {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.keepAlive,
      connectionsCheckingInterval: timeouts.check,
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      const url = request.url ?? '/'
      const query = url.indexOf('?')
      const path = query < 0 ? url : url.slice(0, query)
      const handlers = routes.get(path)
      if (!handlers) return refuse(request, response, 404, 'not found')
      const handler = handlers.get(request.method === 'HEAD' ? 'GET' : (request.method ?? ''))
      if (!handler) return refuse(request, response, 405, 'method not allowed', { allow: [...handlers.keys()].join(', ') })
      const fault = (error: unknown) => {
        onFault(error, path)
        if (!response.headersSent) refuse(request, response, 500, 'internal error')
        else response.destroy()
      }
      try {
        const done = handler(request, response)
        if (done) done.catch(fault)
      } catch (error) {
        fault(error)
      }
    },
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    const status =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : timedOut(error)
          ? '408 Request Timeout'
          : '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })

  return {
    route(method, path, handler) {
      const handlers = routes.get(path) ?? new Map<string, Handler>()
      handlers.set(method, handler)
      routes.set(path, handlers)
    },
    listen: () => listening(server, host, port),
    close: (patience = timeouts.closing) => closing(server, patience),
  }
}

const timedOut = (error: NodeJS.ErrnoException) => error.code === 'ERR_HTTP_REQUEST_TIMEOUT'

/** Answers in plain text and, as the body may not have been read, lets the connection go. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  const unread = !request.complete && request.headers['content-length'] !== '0' && request.method === 'POST'
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...(unread ? { connection: 'close' } : {}),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(new CannotListen(host, port, reasons[error.code ?? ''] ?? 'other', error))
    server.once('error', failed)
    server.listen(port, host, () => {
      server.removeListener('error', failed)
      resolve((server.address() as AddressInfo).port) // a server that listens on host and port has no other kind of address
    })
  })
}

function closing(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    const cut = setTimeout(() => server.closeAllConnections(), patience)
    // Node lets go of what is idle now; a connection whose answer ends later would stay until its keep-alive ends.
    const sweep = setInterval(() => server.closeIdleConnections(), timeouts.sweep)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
  })
}
