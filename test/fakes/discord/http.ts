// How the fake Discord reads a call and answers it, or fails to.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Json } from '../../../src/conversation/json.ts'

/** What goes wrong with a call. `after`: it has its effect first, and only its answer is lost or wrong. */
export type Fault =
  | { readonly kind: 'rate limited'; readonly seconds: number; readonly global?: boolean }
  /** A 429 from in front of the API: HTML, no headers of Discord's. */
  | { readonly kind: 'banned' }
  | { readonly kind: 'refusal'; readonly status: number; readonly code: number; readonly after?: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly after?: boolean }
  | { readonly kind: 'drop' | 'hang' | 'nonsense'; readonly after?: boolean }
  | { readonly kind: 'delay'; readonly milliseconds: number }

export interface Given {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

export interface Asked {
  readonly method: string
  /** Without `/api/v10`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string | undefined
  readonly body: unknown
  /** By the number in `files[n]`. */
  readonly files: ReadonlyMap<string, Given>
}

export interface Outcome {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A refusal in Discord's shape: https://docs.discord.com/developers/reference#error-messages */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly errors: Json | undefined
  /** `as it stands`: nobody could have known before they asked. */
  readonly why: 'as it stands' | undefined
  constructor(status: number, code: number, message: string, errors?: Json, why?: 'as it stands') {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
    this.why = why
  }
}

export const ok = (body: unknown): Outcome => ({ status: 200, body })
export const nothing: Outcome = { status: 204 }

export async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer) // a request without an encoding gives buffers
  return Buffer.concat(parts)
}

/** Throws a refusal for what is no JSON and no form. */
export async function askedIn(request: IncomingMessage, base: string): Promise<Asked> {
  const url = new URL(request.url ?? '/', base)
  const bytes = await read(request)
  const type = request.headers['content-type'] ?? ''
  const files = new Map<string, Given>()
  let body: unknown
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    for (const [key, value] of form) {
      const number = /^files\[(\d+)\]$/.exec(key)?.[1]
      if (number !== undefined && typeof value !== 'string') {
        files.set(number, { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) })
      } else if (key === 'payload_json' && typeof value === 'string') {
        body = JSON.parse(value)
      } else {
        throw new Refusal(400, 50035, `Invalid Form Body: ${key}`)
      }
    }
  } else if (bytes.length > 0) {
    if (!type.startsWith('application/json')) throw new Refusal(400, 50109, 'The request body contains invalid JSON.')
    body = JSON.parse(bytes.toString('utf8'))
  }
  const path = url.pathname.replace(/^\/api\/v10/, '')
  return { method: request.method ?? 'GET', path, query: url.searchParams, authorization: request.headers.authorization, body, files }
}

export async function answerWith(response: ServerResponse, fault: Fault | undefined, work: () => Promise<Outcome>): Promise<void> {
  if (!fault) return send(response, await work())
  if (fault.kind === 'rate limited') return send(response, limited(fault.seconds, fault.global ? 'global' : 'user'))
  if (fault.kind === 'banned') return send(response, { status: 429, body: '<html>You are being rate limited</html>' })
  if (fault.kind === 'delay') {
    await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
    return send(response, await work())
  }
  if (fault.after) await work()
  if (fault.kind === 'refusal') return send(response, { status: fault.status, body: { message: 'Refused', code: fault.code } })
  if (fault.kind === 'status') return send(response, { status: fault.status, body: 'upstream trouble' })
  if (fault.kind === 'nonsense') return send(response, { status: 200, body: '<html>Please log in to the guest network</html>' })
  if (fault.kind === 'drop') response.destroy()
}

/** https://docs.discord.com/developers/topics/rate-limits */
export const limited = (seconds: number, scope: 'user' | 'global' | 'shared', more: Readonly<Record<string, string>> = {}): Outcome => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' },
  headers: {
    'retry-after': String(Math.max(1, Math.ceil(seconds))),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    ...more,
  },
})

export function send(response: ServerResponse, { status, body, headers = {} }: Outcome): void {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': raw ? 'text/html' : 'application/json' }
  response.writeHead(status, { ...type, ...headers })
  response.end(body === undefined ? undefined : raw ? body : JSON.stringify(body))
}
