// Looks every minute, on the minute, for what is due.
import cron from 'node-cron'
import type { Logger } from 'pino'
import { logFault } from '../delivery/fault.ts'
import { systemClock } from '../vocabulary/clock.ts'
import type { Timekeeper } from './timekeeper.ts'

export interface Heartbeat {
  /** Ends it; resolves when the look that is under way is over, which does not begin anything new. */
  stop(): Promise<void>
}

/** How often (ms) the clock is held against the time that has passed. */
const watchEvery = 5_000
/** A clock that is so far (ms) off has been set, or the machine has slept. */
const jump = 2_000

/**
 * Begins with a look at once: what came while nobody was there is made up for. A look that fails is logged, and the next one comes; one that
 * takes longer than a minute is followed by the next at once. Never two at a time.
 */
export function heartbeat(keeper: Timekeeper, log: Logger): Heartbeat {
  let stopped = false
  let underWay: Promise<void> | undefined
  let again = false

  function beat(): void {
    if (stopped) return
    if (underWay) {
      again = true
      return
    }
    underWay = look().finally(() => {
      underWay = undefined
      if (!again) return
      again = false
      beat()
    })
  }

  async function look(): Promise<void> {
    try {
      await keeper.look(() => !stopped)
    } catch (error) {
      if (!stopped) logFault(log, 'What is due could not be looked for', error)
    }
  }

  // A beat that the process was too busy for is late, not left out: the library would let one fall that is a second late.
  const schedule = () =>
    cron.schedule('* * * * *', beat, { missedExecutionTolerance: 60_000, suppressMissedWarning: true, timezone: 'UTC' })
  let task = schedule()
  // It also waits for the minute that it had in mind: after the clock was set back by a day, for a day.
  let offset = systemClock.now() - performance.now()
  const watch = setInterval(() => {
    const now = systemClock.now() - performance.now()
    if (Math.abs(now - offset) < jump) return
    offset = now
    void task.destroy()
    task = schedule()
    beat()
  }, watchEvery)
  beat()

  return {
    async stop() {
      stopped = true
      clearInterval(watch)
      await task.destroy()
      await underWay
    },
  }
}
