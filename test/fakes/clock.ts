// A clock that stands still until it is told to move, forwards or backwards.
import { asInstant, type Clock, type Instant } from '../../src/vocabulary/clock.ts'

export interface FakeClock extends Clock {
  advance(milliseconds: number): void
  set(instant: number): void
}

export function fakeClock(start: string | number = '2026-11-18T12:00:00Z'): FakeClock {
  let now = typeof start === 'number' ? start : Date.parse(start)
  return {
    now: (): Instant => asInstant(now),
    advance(milliseconds) {
      now += milliseconds
    },
    set(instant) {
      now = instant
    },
  }
}
