// Looks every minute, on the minute, for what is due.
import cron from 'node-cron'
import type { Logger } from 'pino'
import { logFault } from '../delivery/fault.ts'
import type { Timekeeper } from './timekeeper.ts'

export interface Heartbeat {
  /** Ends it; resolves when the look that is under way is over. */
  stop(): Promise<void>
}

/** Begins with a look at once: what came while nobody was there is made up for. A look that fails is logged, and the next one comes. */
export function heartbeat(keeper: Timekeeper, log: Logger): Heartbeat {
  let underWay: Promise<unknown> = Promise.resolve()
  const beat = () => {
    underWay = keeper.look().catch((error) => logFault(log, 'What is due could not be looked for', error))
    return underWay
  }
  const task = cron.schedule('* * * * *', beat, { noOverlap: true, suppressMissedWarning: true, timezone: 'UTC' })
  void beat()
  return {
    async stop() {
      await task.destroy()
      await underWay
    },
  }
}
