// Discord's REST API: every call of this program goes through here. Buckets and the global limit are discord.js's; a call either waits for
// them (somebody asked for something) or is turned away with how long to wait (delivery has its own queue).
import { DiscordAPIError, HTTPError, RateLimitError, type RawFile, REST, type RequestMethod } from 'discord.js'
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
  /** For the gateway's own calls. */
  readonly rest: REST
}

export function discordApi({ token, apiUrl }: ApiAccess, log: Log): DiscordApi {
  const shared = {
    version: '10',
    // A call is tried once: what may be tried again is decided by who made it.
    retries: 0,
    offset: 0,
    timeout: 60_000, // every call brings its own
    makeRequest: request,
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '').replace(/\/v\d+$/, '') }),
  }
  const patient = new REST(shared).setToken(token)
  const hasty = new REST({ ...shared, rejectOnRateLimit: () => true }).setToken(token)

  async function call(rest: REST, { method, path, body, query, files, within, asBot }: Call): Promise<unknown> {
    try {
      return await rest.request({
        fullRoute: path,
        method: method as RequestMethod, // the same words
        ...(body === undefined ? {} : { body }),
        ...(query ? { query: new URLSearchParams(query) } : {}),
        ...(files?.length ? { files: files.map(rawFile) } : {}),
        ...(asBot === false ? { auth: false } : {}),
        signal: AbortSignal.timeout(within),
      })
    } catch (error) {
      // discord.js forgets a token that was refused once; the next call is to say so too, and not something else.
      rest.setToken(token)
      const failure = failureOf(error)
      if (failure.kind === 'lost')
        log.debug?.({ path: path.replace(/[\w-]{40,}/g, '…'), reason: failure.message }, 'No answer from Discord')
      throw failure
    }
  }
  return { call: (asked) => call(patient, asked), callAtOnce: (asked) => call(hasty, asked), rest: patient }
}

const rawFile = ({ name, mediaType, bytes }: Attachment): RawFile => ({ name, contentType: mediaType, data: Buffer.from(bytes) })

type MakeRequest = NonNullable<ConstructorParameters<typeof REST>[0]>['makeRequest']

/** Node's own fetch. A 429 from in front of the API says how long to wait in its body alone. */
const request = (async (url: string, init: RequestInit) => {
  const response = await fetch(url, init)
  if (response.status !== 429 || response.headers.has('retry-after')) return response
  const text = await response.text()
  const seconds = /"retry_after"\s*:\s*([\d.]+)/.exec(text)?.[1] ?? '5'
  const headers = new Headers(response.headers)
  headers.set('retry-after', seconds)
  return new Response(text, { status: 429, headers })
}) as unknown as NonNullable<MakeRequest> // its types are those of another copy of undici

function failureOf(error: unknown): DiscordFailure {
  if (error instanceof RateLimitError) return new DiscordFailure('limited', { status: 429, retryAfter: Math.max(error.retryAfter, 1) })
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code)
    return new DiscordFailure('refused', { status: error.status, ...(Number.isInteger(code) ? { code } : {}), message: error.message })
  }
  if (error instanceof HTTPError) return new DiscordFailure('fault', { status: error.status })
  const code = codeOf(error)
  return new DiscordFailure('lost', { message: code, unsent: neverConnected.has(code) })
}

/** The system's or fetch's code, through the errors it is wrapped in; else the error's name. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code, cause, name } = error as NodeJS.ErrnoException // most have no code
  // A host with several addresses fails with one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return code ?? (cause instanceof Error ? codeOf(cause) : first instanceof Error ? codeOf(first) : name)
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_INVALID_URL',
])
