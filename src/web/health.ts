// Is the process alive, and can it do its work: for load balancers and for the operator's curl.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebServer } from './web-server.ts'

export interface ReadinessCheck {
  /** `database`, `migrations`, `slack`. */
  readonly name: string
  /** Undefined when it is fine, else a few words on what is wrong, fit for a stranger's eyes. Rejecting counts as wrong too. */
  check(): Promise<string | undefined> | string | undefined
}

/** How long a check may take, in milliseconds: a load balancer waits no longer. */
const longest = 2_000

/** Registers `GET /healthz` (the process) and `GET /readyz` (the checks; 503 while one fails, naming it). */
export function serveHealth(server: WebServer, checks: readonly ReadinessCheck[]): void {
  server.route('GET', '/healthz', (request, response) => json(request, response, 200, { status: 'ok' }))
  server.route('GET', '/readyz', async (request, response) => {
    const results = await Promise.all(checks.map(async (each) => [each.name, await outcomeOf(each)] as const))
    const failing = results.filter(([, outcome]) => outcome !== 'ok').map(([name]) => name)
    const ready = failing.length === 0
    json(request, response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', failing, checks: Object.fromEntries(results) })
  })
}

async function outcomeOf({ check }: ReadinessCheck): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), longest)
  })
  try {
    return (await Promise.race([(async () => check())(), late])) ?? 'ok'
  } catch {
    return 'failed'
  } finally {
    clearTimeout(timer)
  }
}

function json(request: IncomingMessage, response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' })
  response.end(request.method === 'HEAD' ? undefined : text)
}
