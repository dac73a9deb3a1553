// The Web API client as this program wants it: no retries of its own (a repeated post is posted twice), no waiting in a queue,
// no call that hangs.
import { webApi } from '@slack/bolt'
import { boltLogger, type Log } from './bolt-logger.ts'
import { time } from './limits.ts'

export interface SlackApi {
  readonly token: string
  /** Another base than Slack's own, as `SLACK_API_URL` gives it. */
  readonly apiUrl?: string | undefined
}

/** Options for a client and for Bolt's own. `timeout` in milliseconds, for a whole call. */
export const clientOptions = (apiUrl: string | undefined, log: Log, timeout: number = time.call): webApi.WebClientOptions => ({
  ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  logger: boltLogger(log),
  fetch: fetchWithRetryAfter,
})

export const webClient = ({ token, apiUrl }: SlackApi, log: Log, timeout?: number): webApi.WebClient =>
  new webApi.WebClient(token, clientOptions(apiUrl, log, timeout))

/** A 429 without `Retry-After` (a proxy's) is an unnamed error for the client: it is given one, of half a minute. */
const fetchWithRetryAfter: webApi.FetchFunction = async (url, init) => {
  const response = await fetch(url, init)
  if (response.status !== 429 || Number.isInteger(Number.parseInt(response.headers.get('retry-after') ?? '', 10))) return response
  await response.body?.cancel()
  return new Response(null, { status: 429, headers: { 'retry-after': '30' } })
}
