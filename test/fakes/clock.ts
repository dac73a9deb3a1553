// A clock that stands still until it is told to move, forwards or backwards.
import { asInstant, type Clock, type Instant, later } from '../../src/vocabulary/clock.ts'

const read = (time: string | number): Instant => asInstant(typeof time === 'number' ? time : Date.parse(time))

export class TestClock implements Clock {
  private time: Instant

  /** Times are ISO 8601 with an offset, or epoch milliseconds. */
  constructor(start: string | number = '2026-11-18T12:00:00Z') {
    this.time = read(start)
  }

  readonly now = (): Instant => this.time

  advance(milliseconds: number): void {
    this.time = later(this.time, milliseconds)
  }

  set(time: string | number): void {
    this.time = read(time)
  }
}
