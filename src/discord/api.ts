// Discord's REST API: every call of this program goes through here. Buckets and the global limit are discord.js's; a call either waits for
// them (somebody asked for something) or is turned away with how long to wait (delivery has its own queue).
import { DiscordAPIError, HTTPError, RateLimitError, type RawFile, REST, type RequestMethod } from 'discord.js'
import { neverSent } from '../conversation/never-sent.ts'
import { unlessLate } from '../conversation/unless-late.ts'
import { later, systemClock } from '../vocabulary/clock.ts'
import type { Log } from './log.ts'

export interface ApiAccess {
  readonly token: string
  /** Base of the API without its version; undefined: Discord's own. */
  readonly apiUrl: string | undefined
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Without the version: `/channels/1/messages`. */
  readonly path: `/${string}`
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string>>
  readonly files?: readonly Attachment[]
  /** Milliseconds for all of it, waiting for a rate limit included. */
  readonly within: number
  /** False for the calls that an interaction's own token allows. */
  readonly asBot?: false
}

/** A file that goes with a body; the body names it as `attachment://name`. */
export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * Why a call failed. `refused`: Discord said no (`status`, and mostly `code`: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 * `limited`: too many, nothing was done, and may be done after `retryAfter` milliseconds. `fault`: a fault of Discord's own (`status`);
 * `lost`: no answer. After the last two nobody knows whether it was done, unless it was `unsent`: the connection was never made.
 */
export class DiscordFailure extends Error {
  readonly kind: 'refused' | 'limited' | 'fault' | 'lost'
  readonly status: number | undefined
  readonly code: number | undefined
  readonly retryAfter: number | undefined
  readonly unsent: boolean
  constructor(
    kind: DiscordFailure['kind'],
    about: { status?: number; code?: number; retryAfter?: number; message?: string; unsent?: boolean } = {},
  ) {
    super([kind, about.status, about.code, about.message].filter((part) => part !== undefined).join(' '))
    this.kind = kind
    this.status = about.status
    this.code = about.code
    this.retryAfter = about.retryAfter
    this.unsent = about.unsent ?? false
  }
}

export interface DiscordApi {
  /** Resolves with the parsed body; waits for rate limits as long as `within` lasts. Rejects with `DiscordFailure` and nothing else. */
  call(call: Call): Promise<unknown>
  /** The same, but a rate limit is a failure at once. Neither tries again. */
  callAtOnce(call: Call): Promise<unknown>
}

/**
 * Calls a second, of both kinds together no more than Discord takes of a bot: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit.
 * What an interaction's own token allows is not counted there. Delivery has time, and whoever asked for something has not.
 */
const perSecond = { waiting: 30, atOnce: 20, ofInteractions: 1_000 } as const

export function discordApi({ token, apiUrl }: ApiAccess, log: Log): DiscordApi {
  const shared = {
    version: '10',
    // A call is tried once: what may be tried again is decided by who made it.
    retries: 0,
    offset: 0,
    timeout: 60_000, // every call brings its own
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '').replace(/\/v\d+$/, '') }),
  }
  /** Where one is told that the bot as a whole asks too much, the other would only be told so again. */
  const makeRequest = requesting((milliseconds) => {
    for (const rest of [patient, hasty]) {
      rest.globalRemaining = 0
      rest.globalReset = Math.max(rest.globalReset, later(systemClock.now(), milliseconds))
    }
  })
  const patient: REST = new REST({ ...shared, makeRequest, globalRequestsPerSecond: perSecond.waiting })
  const hasty: REST = new REST({
    ...shared,
    makeRequest,
    globalRequestsPerSecond: perSecond.atOnce,
    rejectOnRateLimit: () => true,
  })
  const ofInteractions = new REST({
    ...shared,
    makeRequest: requesting(() => undefined),
    globalRequestsPerSecond: perSecond.ofInteractions,
  })

  async function call(rest: REST, { method, path, body, query, files, within, asBot }: Call): Promise<unknown> {
    const late = AbortSignal.timeout(within)
    try {
      const answered = rest
        .request({
          fullRoute: path,
          method: method as RequestMethod, // the same words
          ...(body === undefined ? {} : { body }),
          ...(query ? { query: new URLSearchParams(query) } : {}),
          ...(files?.length ? { files: files.map(rawFile) } : {}),
          // discord.js forgets a token of its own that was refused once, and the next call would fail with something else.
          auth: false,
          ...(asBot === false ? {} : { headers: { authorization: `Bot ${token}` } }),
          signal: late,
        })
        .then((answer) => ({ answer }))
      // While it waits for a rate limit it does not listen to the signal; what is late by then is not sent.
      const inTime = await unlessLate(late, answered)
      if (!inTime) throw late.reason
      return inTime.answer
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind === 'lost')
        log.debug?.({ path: path.replace(/[\w-]{40,}/g, '…'), reason: failure.message }, 'No answer from Discord')
      throw failure
    }
  }
  return {
    call: (asked) => call(asked.asBot === false ? ofInteractions : patient, asked),
    callAtOnce: (asked) => call(hasty, asked),
  }
}

const rawFile = ({ name, mediaType, bytes }: Attachment): RawFile => ({ name, contentType: mediaType, data: Buffer.from(bytes) })

type MakeRequest = NonNullable<ConstructorParameters<typeof REST>[0]>['makeRequest']

/**
 * Node's own fetch. What is in front of the API says less of a 429 than the API does: how long to wait in the body alone, or not at all, and
 * nothing of whom it concerns, which then is everything that comes from here. `stop` hears for how long (ms).
 */
const requesting = (stop: (milliseconds: number) => void) =>
  (async (url: string, init: RequestInit) => {
    const response = await fetch(url, init)
    if (response.status !== 429) return response
    const text = await response.text()
    const headers = new Headers(response.headers)
    const said = /"retry_after"\s*:\s*([\d.]+)/.exec(text)?.[1]
    const seconds = headers.get('retry-after') ?? said ?? '5'
    headers.set('retry-after', seconds)
    if (headers.has('x-ratelimit-global') || said === undefined || /"global"\s*:\s*true/.test(text)) {
      headers.set('x-ratelimit-global', 'true')
      stop(Number(seconds) * 1_000)
    }
    return new Response(text, { status: 429, headers })
  }) as unknown as NonNullable<MakeRequest> // its types are those of another copy of undici

function failureOf(error: unknown): DiscordFailure {
  if (error instanceof RateLimitError) return new DiscordFailure('limited', { status: 429, retryAfter: Math.max(error.retryAfter, 1) })
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code)
    // Where it names what is wrong it may repeat it: `data.content[CODE]: Value "…" is not …`. A log is told where, and not what.
    const message = error.message.replace(/^(\S+\[\w+\]): .*$/gm, '$1')
    return new DiscordFailure('refused', { status: error.status, ...(Number.isInteger(code) ? { code } : {}), message })
  }
  if (error instanceof HTTPError) return new DiscordFailure('fault', { status: error.status })
  const code = codeOf(error)
  return new DiscordFailure('lost', { message: code, unsent: neverSent.has(code) })
}

/** The system's or fetch's code, through the errors it is wrapped in; else the error's name. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code, cause, name } = error as NodeJS.ErrnoException // most have no code, and some a number that says nothing
  // A host with several addresses fails with one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return (
    (typeof code === 'string' ? code : undefined) ??
    (cause instanceof Error ? codeOf(cause) : first instanceof Error ? codeOf(first) : name)
  )
}
