// Rituals of a test, as data: the copies that carry them out and the oracle that counts them know them from here.
import { type LocalTime, localTime } from '../../src/vocabulary/local-time.ts'
import type { Rhythm } from '../../src/vocabulary/rhythm.ts'

export interface PlainRitual {
  readonly name: string
  readonly order: number
  readonly rhythm: Rhythm
  readonly time: LocalTime
}

export const plainRituals: readonly PlainRitual[] = [
  { name: 'beside', order: 20, rhythm: { every: 'week', on: 5 }, time: localTime('16:00') },
  { name: 'after', order: 5, rhythm: { every: 'week', on: 5 }, time: localTime('16:05') },
  // In the hour in which clocks are changed.
  { name: 'night', order: 30, rhythm: { every: 'week', on: 7 }, time: localTime('02:30') },
  { name: 'month', order: 40, rhythm: { every: 'month' }, time: localTime('09:00') },
]
