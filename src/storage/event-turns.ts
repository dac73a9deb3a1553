// Reading much for nobody who waits, beside people who do: SQLite does its work before it returns, so statements that follow each other
// would else be one long pause.
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Whoever awaits it goes on in a turn of the event loop of their own. */
export function eventTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => nextTurn())
    return last
  }
}
