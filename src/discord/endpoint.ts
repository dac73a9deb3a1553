// Discord by HTTP: the interactions endpoint. Whatever comes is proven to be Discord's before it is looked at; the answer to the request is
// the answer to the interaction. Nothing is remembered, so any number of copies can stand behind one address.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Json, objectIn } from '../conversation/json.ts'
import type { Clock } from '../vocabulary/clock.ts'
import { readBody } from '../web/read-body.ts'
import type { Log } from './log.ts'
import { signedAt, verifyingKey } from './signature.ts'
import type { Respond } from './tell.ts'

/** In bytes. */
const largestBody = 1_048_576

/** Milliseconds. */
const time = {
  /** Signed longer ago, or further ahead, it is somebody's replay. */
  signatureAge: 5 * 60_000,
  /** Discord waits three seconds. */
  giveUpAfter: 2_700,
  /** The clock is complained about no more often. */
  betweenComplaints: 10 * 60_000,
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding */
const ping = 1
const pong = { type: 1 }

export interface EndpointOptions {
  readonly publicKey: string
  readonly clock: Clock
  readonly log: Log
  readonly take: (interaction: Json, respond: Respond) => Promise<void>
  /** Milliseconds until a request that nobody answered is answered for. */
  readonly giveUpAfter?: number
}

/** Serves POST on the one path that Discord is told. Never rejects. */
export function interactionsEndpoint({ publicKey, clock, log, take, giveUpAfter = time.giveUpAfter }: EndpointOptions) {
  const key = verifyingKey(publicKey)
  let complainAfter = Number.NEGATIVE_INFINITY

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readBody(request, largestBody)
    if (raw === 'too large') return answer(response, 413, undefined, true)
    if (raw === 'cut off') return void response.destroy()
    const { 'x-signature-timestamp': timestamp, 'x-signature-ed25519': signature } = request.headers
    const at = signedAt(key, raw, timestamp, signature)
    if (at === undefined) return answer(response, 401)
    const now = clock.now()
    if (Math.abs(now - at) > time.signatureAge) {
      if (now >= complainAfter) {
        complainAfter = now + time.betweenComplaints
        const seconds = Math.round((now - at) / 1_000)
        log.warn({ seconds }, 'A request of Discord is not of this time: it was sent again by somebody, or the clock here is wrong')
      }
      return answer(response, 401)
    }
    const interaction = parsed(raw)
    if (!interaction) return answer(response, 400)
    if (interaction.type === ping) return answer(response, 200, pong)
    await pass(interaction, response)
  }

  async function pass(interaction: Json, response: ServerResponse): Promise<void> {
    let answered = false
    const finish = (status: number, content?: object) => {
      if (answered) return
      answered = true
      clearTimeout(late)
      answer(response, status, content)
    }
    const late = setTimeout(() => {
      log.error({ type: interaction.type }, 'Nobody answered an interaction of Discord in time')
      finish(503)
    }, giveUpAfter)
    try {
      await take(interaction, async (content) => {
        if (answered || response.destroyed) return false
        finish(200, content)
        return sent(response)
      })
      finish(404) // nobody answers interactions of this kind
    } catch (error) {
      log.error({ err: error instanceof Error ? error.name : 'unknown' }, 'An interaction of Discord could not be processed')
      finish(500)
    }
  }
}

function parsed(raw: Buffer): Json | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'))
    return Array.isArray(value) || objectIn(value) !== value ? undefined : objectIn(value)
  } catch {
    return undefined
  }
}

/** True when all of it was handed over; false when Discord hung up before. */
const sent = (response: ServerResponse): Promise<boolean> =>
  new Promise((resolve) => {
    if (response.writableFinished) return resolve(true)
    response.once('finish', () => resolve(true))
    response.once('close', () => resolve(response.writableFinished))
  })

/** Never a reason for a refusal, which only helps whoever guesses. */
function answer(response: ServerResponse, status: number, content?: object, close = false): void {
  if (response.destroyed) return
  const text = content === undefined ? '' : JSON.stringify(content)
  response.writeHead(status, {
    ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    'content-length': Buffer.byteLength(text),
    ...(close ? { connection: 'close' } : {}),
  })
  response.end(text)
}
