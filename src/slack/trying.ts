// Getting through to Slack at start and after a break: again and again, with longer waits, until it works or cannot.
import type { Log } from './bolt-logger.ts'
import { notDelivered, reasonOf } from './failure.ts'

/** Slack does not take a token, and will not later: the operator has to do something. */
export class TokenRefused extends Error {
  /** The setting that holds it. */
  readonly variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'
  /** Slack's own word: `invalid_auth`. */
  readonly reason: string
  constructor(variable: TokenRefused['variable'], reason: string) {
    super(`Slack refuses ${variable}: ${reason}`)
    this.variable = variable
    this.reason = reason
  }
}

/** https://docs.slack.dev/reference/methods/auth.test#errors, …/apps.connections.open#errors */
const refusals = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'missing_args',
  'org_login_required',
  'team_access_not_granted',
  'enterprise_is_restricted',
  'user_removed_from_team',
  'team_disabled',
  'forbidden_team',
  'access_denied',
  'accesslimited',
  'ekm_access_denied',
])

export const isRefusal = (error: unknown): boolean => refusals.has(reasonOf(error))

/** Milliseconds before the next try after so many failures: 1 s, 2 s, 4 s … 60 s, a little off so that copies do not march in step. */
export function waitAfter(failures: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(failures - 1, 10)) * (0.75 + Math.random() / 2)
}

/** Resolves after so many milliseconds, or at once when the signal says so. A test replaces it. */
export type Pause = (milliseconds: number, stopped: AbortSignal) => Promise<void>

export const pause: Pause = (milliseconds, stopped) =>
  new Promise((resolve) => {
    if (stopped.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      stopped.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    stopped.addEventListener('abort', done)
  })

/** A stop does not wait for a Slack that hangs. */
async function unlessStopped<T>(work: Promise<T>, stopped: AbortSignal): Promise<T | undefined> {
  let stop = () => {}
  const stopping = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined)
    stopped.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, stopping])
  } finally {
    stopped.removeEventListener('abort', stop)
  }
}

/**
 * Tries until it works; undefined when it was stopped meanwhile. Each failure is a log line that says what was tried. Rejects
 * only with what `giveUp` makes of an error that trying again cannot help.
 */
export async function untilItWorks<T>(
  what: string,
  work: () => Promise<T>,
  options: {
    readonly log: Log
    readonly stopped: AbortSignal
    readonly wait?: Pause
    readonly giveUp: (error: unknown) => Error | undefined
  },
): Promise<T | undefined> {
  const { log, stopped, wait = pause, giveUp } = options
  for (let failures = 1; !stopped.aborted; failures += 1) {
    try {
      return await unlessStopped(work(), stopped)
    } catch (error) {
      const final = giveUp(error)
      if (final) throw final
      const inMilliseconds = Math.max(notDelivered(error).retryAfter ?? 0, waitAfter(failures))
      log.warn({ reason: reasonOf(error), retryInSeconds: Math.round(inMilliseconds / 1_000) }, `${what} failed; trying again`)
      await wait(inMilliseconds, stopped)
    }
  }
  return undefined
}
