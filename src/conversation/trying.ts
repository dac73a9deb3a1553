// Getting through to a platform at start and after a break: again and again, with longer waits, until it works or cannot.

/** A platform does not take a token, and will not later: the operator has to do something. */
export class TokenRefused extends Error {
  /** The setting that holds it. */
  readonly variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'DISCORD_TOKEN'
  /** The platform's own word: `invalid_auth`. */
  readonly reason: string
  constructor(variable: TokenRefused['variable'], reason: string) {
    super(`${variable} is refused: ${reason}`)
    this.variable = variable
    this.reason = reason
  }
}

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

/** What the work comes to; undefined when it is stopped first: a stop does not wait for a platform that hangs. */
export async function unlessStopped<T>(work: Promise<T>, stopped: AbortSignal): Promise<T | undefined> {
  let stop = () => {}
  const stopping = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined)
    if (stopped.aborted) stop()
    stopped.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, stopping])
  } finally {
    stopped.removeEventListener('abort', stop)
  }
}

export interface Trying {
  readonly log: { warn(about: object, message: string): void }
  readonly stopped: AbortSignal
  readonly wait?: Pause
  /** What trying again cannot help, as what it rejects with. */
  readonly giveUp: (error: unknown) => Error | undefined
  /** A failure in a word, for the log, and how long the platform asks to be left alone, in milliseconds. */
  readonly about: (error: unknown) => { readonly reason: string; readonly retryAfter?: number | undefined }
}

/**
 * Tries until it works; undefined when it was stopped meanwhile. Each failure is a log line that says what was tried. Rejects
 * only with what `giveUp` makes of an error that trying again cannot help.
 */
export async function untilItWorks<T>(what: string, work: () => Promise<T>, options: Trying): Promise<T | undefined> {
  const { log, stopped, wait = pause, giveUp, about } = options
  for (let failures = 1; !stopped.aborted; failures += 1) {
    try {
      return await unlessStopped(work(), stopped)
    } catch (error) {
      const final = giveUp(error)
      if (final) throw final
      const { reason, retryAfter } = about(error)
      const inMilliseconds = Math.max(retryAfter ?? 0, waitAfter(failures))
      log.warn({ reason, retryInSeconds: Math.round(inMilliseconds / 1_000) }, `${what} failed; trying again`)
      await wait(inMilliseconds, stopped)
    }
  }
  return undefined
}
