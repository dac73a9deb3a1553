// How the fake Slack reads a call and answers it, or fails to.
import type { ServerResponse } from 'node:http'
import type { Answer, Args } from './web-api.ts'

/** What goes wrong with a call. `after`: it has its effect first, and only its answer is lost or wrong. */
export type Fault =
  | { readonly kind: 'rate limited'; readonly seconds: number }
  | { readonly kind: 'error'; readonly error: string; readonly after?: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly after?: boolean }
  | { readonly kind: 'drop' | 'hang' | 'nonsense'; readonly after?: boolean }
  | { readonly kind: 'delay'; readonly milliseconds: number }

export interface Outcome {
  readonly status: number
  readonly body: unknown
  readonly headers?: Record<string, string>
}

export const json = (body: Answer | Record<string, unknown>): Outcome => ({ status: 200, body })

export async function answerWith(response: ServerResponse, fault: Fault | undefined, work: () => Outcome): Promise<void> {
  if (!fault) return send(response, work())
  if (fault.kind === 'rate limited')
    return send(response, { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': String(fault.seconds) } })
  if (fault.kind === 'delay') {
    await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
    return send(response, work())
  }
  if (fault.after) work()
  if (fault.kind === 'error') return send(response, json({ ok: false, error: fault.error }))
  if (fault.kind === 'status') return send(response, { status: fault.status, body: 'upstream trouble' })
  if (fault.kind === 'nonsense') return send(response, { status: 200, body: '<html>Please log in to the guest network</html>' })
  if (fault.kind === 'drop') response.destroy()
}

function send(response: ServerResponse, { status, body, headers = {} }: Outcome): void {
  const isText = typeof body === 'string'
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers })
  response.end(isText || Buffer.isBuffer(body) ? body : JSON.stringify(body))
}

export function argsIn(body: string, contentType = ''): Args {
  if (contentType.startsWith('application/json')) return Object(jsonOr(body))
  const args: Record<string, unknown> = Object.fromEntries(new URLSearchParams(body))
  for (const field of ['blocks', 'metadata', 'view', 'files']) if (typeof args[field] === 'string') args[field] = jsonOr(args[field])
  return args
}

export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
