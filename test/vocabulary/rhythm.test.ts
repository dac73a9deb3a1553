// What comes round when: weekdays, first working days, changes of the clocks.
import { expect, test } from 'vitest'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { localTime } from '../../src/vocabulary/local-time.ts'
import { latestSlot, nextSlot, type Rhythm, slotsBetween, type Timetable, workedWeekday } from '../../src/vocabulary/rhythm.ts'

const at = (time: string) => asInstant(Date.parse(time))
const table = (rhythm: Rhythm, time: string, zone: string, closedDays: readonly string[] = []): Timetable => ({
  rhythm,
  time: localTime(time),
  zone,
  calendar: { ...defaultCalendar, closedOn: closed(closedDays as LocalDate[]) }, // days as they are written
})
const shown = (instants: readonly { readonly at: number }[]) => instants.map((slot) => new Date(slot.at).toISOString())

test.each([
  ['every Friday', table({ every: 'week', on: 5 }, '16:00', 'Europe/Oslo'), '2026-11-22', ['2026-11-27T15:00', '2026-12-04T15:00']],
  ['but on a holiday', table({ every: 'week', on: 5 }, '16:00', 'Europe/Oslo', ['2026-11-27']), '2026-11-22', ['2026-12-04T15:00']],
  [
    'every working day',
    table({ every: 'day' }, '09:00', 'UTC'),
    '2026-12-03',
    ['2026-12-03T09:00', '2026-12-04T09:00', '2026-12-07T09:00'],
  ],
  [
    'the first working day of a month',
    table({ every: 'month' }, '09:00', 'UTC', ['2027-01-01']),
    '2026-10-31',
    ['2026-11-02T09:00', '2026-12-01T09:00', '2027-01-04T09:00'],
  ],
  ['… of a quarter', table({ every: 'quarter' }, '09:00', 'UTC'), '2026-09-30', ['2026-10-01T09:00', '2027-01-01T09:00']],
])('%s', (_, timetable, from, expected) => {
  const slots = slotsBetween(timetable, at(`${from}T00:00Z`), at('2027-02-01T00:00Z'))
  expect(shown(slots).slice(0, expected.length)).toEqual(expected.map((time) => `${time}:00.000Z`))
})

test('a time that the clocks skip comes with the next minute that there is, a time that they show twice comes once', () => {
  const sunday: Rhythm = { every: 'week', on: 7 }
  const worked = (timetable: Timetable): Timetable => ({ ...timetable, calendar: { ...timetable.calendar, workingDays: [7] } })
  const spring = worked(table(sunday, '02:30', 'Europe/Oslo'))
  expect(shown(slotsBetween(spring, at('2027-03-22T00:00Z'), at('2027-04-01T00:00Z')))).toEqual(['2027-03-28T01:00:00.000Z'])
  const autumn = worked(table(sunday, '02:30', 'Europe/Oslo'))
  expect(shown(slotsBetween(autumn, at('2026-10-20T00:00Z'), at('2026-10-31T00:00Z')))).toEqual(['2026-10-25T00:30:00.000Z'])
  const island = worked(table(sunday, '02:15', 'Australia/Lord_Howe'))
  expect(shown(slotsBetween(island, at('2026-10-01T00:00Z'), at('2026-10-06T00:00Z')))).toEqual(['2026-10-03T15:30:00.000Z'])
})

test('the latest is found as far back as one looks, and never one that is yet to come', () => {
  const friday = table({ every: 'week', on: 5 }, '16:00', 'America/New_York')
  const now = at('2026-11-28T10:00Z')
  expect(latestSlot(friday, at('2026-11-27T10:00Z'), now)?.day).toBe('2026-11-27')
  expect(latestSlot(friday, at('2026-11-27T21:00Z'), now)).toBeUndefined()
  expect(latestSlot(friday, at('2026-11-01T00:00Z'), at('2026-11-27T20:59Z'))?.day).toBe('2026-11-20')
  expect(nextSlot(friday, at('2026-11-27T21:00Z'))?.day).toBe('2026-12-04')
})

test('a day that is never worked never comes, and a usual one gives way to the day before that is', () => {
  expect(nextSlot(table({ every: 'week', on: 6 }, '09:00', 'UTC'), at('2026-11-22T00:00Z'))).toBeUndefined()
  expect(workedWeekday(5, [7, 1, 2, 3, 4])).toBe(4)
  expect(workedWeekday(1, [1, 2, 3, 4, 5])).toBe(1)
  expect(workedWeekday(1, [2, 3, 4])).toBe(4)
})
