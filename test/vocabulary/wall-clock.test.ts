// Between clocks on the wall and instants, held against what Intl says that clocks show.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { addDays, type LocalDate, today } from '../../src/vocabulary/local-date.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { instantOf, timeOfDay } from '../../src/vocabulary/wall-clock.ts'
import { wallClock } from '../e2e/rituals-oracle.ts'

/** Zones, and a day near which their clocks change, by an hour or not. */
const changes: readonly (readonly [string, string])[] = [
  ['Europe/Oslo', '2027-03-28'],
  ['Europe/Oslo', '2026-10-25'],
  ['America/New_York', '2031-03-09'],
  ['America/Havana', '2031-11-02'],
  ['America/St_Johns', '2010-11-07'],
  ['Australia/Lord_Howe', '2031-04-06'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Antarctica/Troll', '2031-03-30'],
  ['Pacific/Apia', '2011-12-30'],
  ['Pacific/Kwajalein', '1993-08-21'],
  ['Asia/Pyongyang', '2018-05-05'],
  ['Asia/Almaty', '2024-03-01'],
  ['Africa/Casablanca', '2027-02-07'],
  ['Asia/Kathmandu', '2026-11-20'],
]

const clocks = new Map<string, ReturnType<typeof wallClock>>()
const clockOf = (zone: string, day: string) => {
  const key = `${zone} ${day}`
  const there =
    clocks.get(key) ?? wallClock(zone, Date.parse(`${day}T00:00Z`) - 72 * 3_600_000, Date.parse(`${day}T00:00Z`) + 72 * 3_600_000)
  clocks.set(key, there)
  return there
}

test('a time comes when clocks show it for the first time, or show a later one because they skipped it', () => {
  const times = fc.integer({ min: 0, max: 287 }).map((n) => localTime(new Date(n * 5 * 60_000).toISOString().slice(11, 16)))
  fc.assert(
    fc.property(fc.constantFrom(...changes), fc.integer({ min: -1, max: 1 }), times, ([zone, around], away, time) => {
      const day = addDays(around as LocalDate, away) // a day as it is written
      const first = clockOf(zone, around).find(({ shows }) => shows >= `${day}T${time}`)
      expect(instantOf({ day, time }, zone)).toBe(first?.at)
    }),
    { numRuns: 600 },
  )
})

test('what clocks show is the day and the time, to the minute', () => {
  for (const [zone, around] of changes) {
    for (const { at, shows } of clockOf(zone, around)) {
      const instant = asInstant(at + 59_999)
      expect(`${today(instant, zone)}T${timeOfDay(instant, zone)}`).toBe(shows)
    }
  }
})

test('a zone that there is not is said', () => {
  expect(() => instantOf({ day: '2026-11-20' as LocalDate, time: localTime('16:00') }, 'Mars/Olympus')).toThrow(RangeError)
  expect(() => timeOfDay(asInstant(0), 'Mars/Olympus')).toThrow(RangeError)
})
