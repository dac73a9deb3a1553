// Calls that can wait: one that is turned away for now is made again as soon as Discord says.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, type DiscordApi, DiscordFailure } from './api.ts'

export interface Patience {
  readonly api: Pick<DiscordApi, 'callAtOnce'>
  /** Milliseconds for each call. */
  readonly within?: number
  /** Milliseconds that rate limits are waited for, all in all. What takes longer is left to the next start. */
  readonly patience?: number
}

/** Rejects with `DiscordFailure`, `limited` where the patience is at its end. */
export function patiently({ api, within = 15_000, patience = 120_000 }: Patience): (asked: Omit<Call, 'within'>) => Promise<unknown> {
  let left = patience
  return async (asked) => {
    for (;;) {
      try {
        return await api.callAtOnce({ ...asked, within })
      } catch (error) {
        const wait = error instanceof DiscordFailure && error.kind === 'limited' ? (error.retryAfter ?? 1_000) : Number.POSITIVE_INFINITY
        if (wait > left) throw error
        left -= Math.max(wait, 100)
        await sleep(wait, undefined, { ref: false })
      }
    }
  }
}
