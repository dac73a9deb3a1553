// Serving destinations beside people who wait for an answer, in a program whose database answers at once.
import type { Destination } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'

type Serve = (to: Destination, mine: () => boolean) => Promise<Instant | undefined>

/**
 * Each begins in a turn of the event loop of its own: SQLite does its work before it returns, so a thousand destinations would else be served
 * one after the other without anybody being heard in between.
 */
export function inTurns(serve: Serve): Serve {
  let last: Promise<void> = Promise.resolve()
  return async (to, mine) => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
    await last
    return serve(to, mine)
  }
}
