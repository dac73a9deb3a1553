// Slack by HTTP: the front door that every command comes through. A receiver for Bolt over the process's own HTTP server, because
// Bolt's costs four times as much; what it checks is the same and a little more.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import { type Json, objectIn } from '../conversation/json.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { readBody } from '../web/read-body.ts'
import type { Log } from './bolt-logger.ts'
import { largestBody, time } from './limits.ts'
import { parseBody } from './request-body.ts'
import { isSigned, signingKey } from './signature.ts'

export interface HttpReceiver extends Receiver {
  /** Serves POST (and, for Slack's certificate check, GET) on the one path that Slack is told. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** Thrown by a listener for a payload that is signed and well formed but not of the shape that Slack documents. */
export class UnreadablePayload extends Error {}

/** Bolt hands errors on in a wrapper of its own. */
const isUnreadable = (error: unknown) => error instanceof UnreadablePayload || objectIn(error).original instanceof UnreadablePayload

export interface HttpReceiverOptions {
  readonly signingSecret: string
  readonly clock: Clock
  readonly log: Log
  /** Milliseconds after which a listener that has not acknowledged is answered for; Slack gives up after 3,000. */
  readonly giveUpAfter?: number
}

export function httpReceiver({ signingSecret, clock, log, giveUpAfter = time.giveUpAfter }: HttpReceiverOptions): HttpReceiver {
  const key = signingKey(signingSecret)
  let app: App | undefined

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return answer(response, request.url?.includes('ssl_check=1') ? 200 : 405)
    const raw = await readBody(request, largestBody)
    if (raw === 'too large') return answer(response, 413, undefined, true)
    if (raw === 'cut off') return void response.destroy()
    const { headers } = request
    if (!isSigned(key, raw, headers['x-slack-request-timestamp'], headers['x-slack-signature'], clock.now())) {
      // Slack's certificate check is not signed and asks for nothing but a 200.
      return answer(response, raw.length < 200 && /(?:^|&)ssl_check=1(?:&|$)/.test(raw.toString('latin1')) ? 200 : 401)
    }
    const body = parseBody(raw, headers['content-type'])
    if (!body) return answer(response, 400)
    if (body.ssl_check === '1') return answer(response, 200)
    if (body.type === 'url_verification') return answer(response, 200, { challenge: body.challenge })
    await pass(body, request, response)
  }

  async function pass(body: Json, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    let answered = false
    const finish = (status: number, content?: unknown) => {
      if (answered) return
      answered = true
      clearTimeout(late)
      answer(response, status, content)
    }
    const late = setTimeout(() => {
      log.error({ type: body.type ?? body.command }, 'Nobody acknowledged a request of Slack in time')
      finish(503)
    }, giveUpAfter)
    const event: ReceiverEvent = {
      body,
      ack: async (content?: unknown) => {
        if (response.destroyed) throw new Error('Slack no longer waits for the acknowledgement')
        finish(200, content)
      },
    }
    const retry = headers['x-slack-retry-num']
    if (retry !== undefined) {
      event.retryNum = Number(retry)
      const reason = headers['x-slack-retry-reason']
      if (typeof reason === 'string') event.retryReason = reason
    }
    try {
      await app?.processEvent(event)
      // Nobody listens to this kind of payload: said at once, as Bolt would after three seconds.
      finish(404)
    } catch (error) {
      if (isUnreadable(error)) return finish(400)
      log.error({ err: error instanceof Error ? error.message : 'unknown' }, 'A request of Slack could not be processed')
      finish(500)
    }
  }

  return {
    handle,
    init(to) {
      app = to
    },
    start: async () => {},
    stop: async () => {},
  }
}

/** Nothing, a text or JSON, as an acknowledgement may be; never a reason for a refusal, which only helps whoever guesses. */
function answer(response: ServerResponse, status: number, content?: unknown, close = false): void {
  if (response.destroyed) return
  const empty = content === undefined || content === null || content === ''
  const text = empty ? '' : typeof content === 'string' ? content : JSON.stringify(content)
  const length = Buffer.byteLength(text)
  response.writeHead(status, {
    ...(empty ? {} : { 'content-type': typeof content === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8' }),
    'content-length': length,
    ...(close ? { connection: 'close' } : {}),
  })
  response.end(text)
}
