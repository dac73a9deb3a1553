// What somebody did in a stretch of time, as far as it tells how they sell.

import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'

/** Days, both included. */
export interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** What is looked at, and what it is compared with: the one follows the other. */
export interface Stretches {
  readonly before: Days
  readonly recent: Days
}

/** Their deals that were closed, by the day on which they were. */
export interface Closed {
  readonly won: number
  readonly lost: number
  /** What each won deal was worth, in minor units, ascending. */
  readonly amounts: readonly bigint[]
  /** How many days each took from the one on which it was opened, ascending; of those that were in the pipeline. */
  readonly cycles: readonly number[]
}

export const noneClosed: Closed = { won: 0, lost: 0, amounts: [], cycles: [] }

export interface Track extends Closed {
  /** Working days: without leave, from their first one on. */
  readonly days: number
  readonly activities: ReadonlyMap<ActivityKind, number>
}

/** In weeks. A quarter is enough for some wins of most people and short enough to be about now; a year before it has every season in it. */
const weeks = { recent: 13, before: 52 }

/** The stretches that end with a day. */
export function stretchesTo(day: LocalDate): Stretches {
  const from = addDays(day, 1 - 7 * weeks.recent)
  return { recent: { from, to: day }, before: { from: addDays(from, -7 * weeks.before), to: addDays(from, -1) } }
}
