import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultCalendar, type FiscalCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { addDays, dateOfNumber, dayNumber } from '../../src/vocabulary/local-date.ts'
import {
  isWithin,
  nextPeriod,
  type Period,
  periodFromKey,
  periodKey,
  periodKinds,
  periodOf,
  previousPeriod,
  readPeriod,
  subPeriods,
} from '../../src/vocabulary/period.ts'
import { weeksIn } from '../../src/vocabulary/week.ts'
import { day, told, typed } from './typed.ts'

const startingIn = (yearStartMonth: number, weekStart = 1): FiscalCalendar => ({ ...defaultCalendar, yearStartMonth, weekStart })
const april = startingIn(4)
const wednesday = day('2026-11-18')
const span = ({ kind, from, to }: Period) => `${kind} ${from} ${to}`

function periodIn(text: string, calendar = defaultCalendar, today = wednesday, toward?: 'past' | 'future'): string {
  const words = typed(text)
  return told(text, words, readPeriod(words, 0, { today, calendar, text, ...(toward ? { toward } : {}) }), span)
}

const calendars = fc
  .record({ yearStartMonth: fc.integer({ min: 1, max: 12 }), weekStart: fc.integer({ min: 1, max: 7 }) })
  .map(({ yearStartMonth, weekStart }) => startingIn(yearStartMonth, weekStart))
const anyDay = fc.integer({ min: dayNumber(day('1971-01-01')), max: dayNumber(day('2198-12-31')) }).map(dateOfNumber)

describe('a period', () => {
  it.each([
    ['year', 1, 'year 2026-01-01 2026-12-31', 2026, 0],
    ['quarter', 1, 'quarter 2026-10-01 2026-12-31', 2026, 4],
    ['month', 1, 'month 2026-11-01 2026-11-30', 2026, 11],
    ['week', 1, 'week 2026-11-16 2026-11-22', 2026, 47],
    ['day', 1, 'day 2026-11-18 2026-11-18', 2026, 0],
    ['year', 4, 'year 2026-04-01 2027-03-31', 2027, 0],
    ['quarter', 4, 'quarter 2026-10-01 2026-12-31', 2027, 3],
    ['month', 4, 'month 2026-11-01 2026-11-30', 2027, 11],
    ['week', 4, 'week 2026-11-16 2026-11-22', 2026, 47],
    ['year', 12, 'year 2025-12-01 2026-11-30', 2026, 0],
    ['quarter', 12, 'quarter 2026-09-01 2026-11-30', 2026, 4],
    ['quarter', 11, 'quarter 2026-11-01 2027-01-31', 2027, 1],
  ] as const)('(%s) of 18 November 2026, with a year that starts in month %i, is %s', (kind, start, expected, year, index) => {
    const period = periodOf(kind, wednesday, startingIn(start))
    expect([span(period), period.year, period.index]).toEqual([expected, year, index])
  })

  it('tiles time without gap or overlap, for every start of year and week', () => {
    fc.assert(
      fc.property(calendars, anyDay, fc.constantFrom(...periodKinds), (calendar, date, kind) => {
        const period = periodOf(kind, date, calendar)
        expect(isWithin(date, period)).toBe(true)
        expect(periodOf(kind, period.from, calendar)).toEqual(period)
        expect(periodOf(kind, period.to, calendar)).toEqual(period)
        const next = nextPeriod(period, calendar)
        expect(next.from).toBe(addDays(period.to, 1))
        expect(previousPeriod(next, calendar)).toEqual(period)
      }),
    )
  })
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    '(year) that starts in month %i is covered by its quarters, months and days',
    (start) => {
      const calendar = startingIn(start)
      const year = periodOf('year', wednesday, calendar)
      for (const [kind, count] of [
        ['quarter', 4],
        ['month', 12],
        ['day', 365],
      ] as const) {
        const inner = subPeriods(kind, year, calendar)
        expect(inner).toHaveLength(count)
        expect([inner[0]?.from, inner.at(-1)?.to]).toEqual([year.from, year.to])
        for (const [index, period] of inner.entries()) {
          expect(period.year).toBe(year.year)
          if (index > 0) expect(period.from).toBe(addDays(inner[index - 1]?.to ?? wednesday, 1))
        }
      }
      expect(subPeriods('quarter', year, calendar).map(({ index }) => index)).toEqual([1, 2, 3, 4])
    },
  )
  it('(year) of the calendar has as many weeks as are numbered, and neighbours share none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1971, max: 2198 }), fc.integer({ min: 1, max: 7 }), (year, weekStart) => {
        const calendar = startingIn(1, weekStart)
        const weeks = subPeriods('week', periodOf('year', day(`${year}-06-01`), calendar), calendar)
        expect(weeks.map(({ index }) => index)).toEqual(Array.from({ length: weeksIn(year, weekStart) }, (_, index) => index + 1))
        expect(weeks.every((week) => week.year === year)).toBe(true)
      }),
    )
  })
  it.each([
    ['2020-12-31', 2020, 53],
    ['2021-01-03', 2020, 53],
    ['2021-01-04', 2021, 1],
    ['2024-12-30', 2025, 1],
    ['2026-12-31', 2026, 53],
    ['2027-01-03', 2026, 53],
    ['2027-12-31', 2027, 52],
  ])('(week) of %s is ISO week %i-W%i', (date, year, index) => {
    expect(periodOf('week', day(date), defaultCalendar)).toMatchObject({ year, index })
  })
  it('(week) from Sunday belongs to the year of its Wednesday', () => {
    // 2025-12-28 is a Sunday; its Wednesday is 31 December.
    expect(periodOf('week', day('2026-01-03'), startingIn(1, 7))).toMatchObject({ year: 2025, index: 53, from: '2025-12-28' })
    expect(periodOf('week', day('2026-01-04'), startingIn(1, 7))).toMatchObject({ year: 2026, index: 1 })
  })
  it('has 53 weeks in the years of ISO 8601 that do', () => {
    const long = Array.from({ length: 40 }, (_, index) => 2000 + index).filter((year) => weeksIn(year, 1) === 53)
    expect(long).toEqual([2004, 2009, 2015, 2020, 2026, 2032, 2037])
  })
})

describe('the key of a period', () => {
  it.each([
    ['year', april, '2027'],
    ['quarter', april, '2027-Q3'],
    ['month', april, '2026-11'],
    ['week', april, '2026-W47'],
    ['day', april, '2026-11-18'],
  ] as const)('(%s) is short and fiscal', (kind, calendar, key) => expect(periodKey(periodOf(kind, wednesday, calendar))).toBe(key))
  it('finds it again', () => {
    fc.assert(
      fc.property(calendars, anyDay, fc.constantFrom(...periodKinds), (calendar, date, kind) => {
        const period = periodOf(kind, date, calendar)
        expect(periodFromKey(periodKey(period), calendar)).toEqual(period)
      }),
    )
  })
  it.each([
    '',
    '26',
    '2026-Q5',
    '2026-Q0',
    '2026-13',
    '2026-1',
    '2026-W54',
    '2026-W1',
    '2027-W53',
    '2026-02-30',
    '0000',
    '2026-q4',
    '2026-Q04',
  ])('is not %j', (key) => expect(periodFromKey(key, defaultCalendar)).toBeUndefined())
})

describe('a typed period, on Wednesday 18 November 2026,', () => {
  it.each([
    ['today', 'day 2026-11-18 2026-11-18'],
    ['yesterday', 'day 2026-11-17 2026-11-17'],
    ['this day', 'day 2026-11-18 2026-11-18'],
    ['this week', 'week 2026-11-16 2026-11-22'],
    ['Last Week', 'week 2026-11-09 2026-11-15'],
    ['next week', 'week 2026-11-23 2026-11-29'],
    ['this month', 'month 2026-11-01 2026-11-30'],
    ['last month Acme', 'month 2026-10-01 2026-10-31 | Acme'],
    ['this quarter', 'quarter 2026-10-01 2026-12-31'],
    ['this q', 'quarter 2026-10-01 2026-12-31'],
    ['last quarter', 'quarter 2026-07-01 2026-09-30'],
    ['next quarter', 'quarter 2027-01-01 2027-03-31'],
    ['this year', 'year 2026-01-01 2026-12-31'],
    ['last year', 'year 2025-01-01 2025-12-31'],
    ['2026', 'year 2026-01-01 2026-12-31'],
    ['FY27', 'year 2027-01-01 2027-12-31'],
    ['FY2027', 'year 2027-01-01 2027-12-31'],
    ['2026-Q4', 'quarter 2026-10-01 2026-12-31'],
    ['2026q4', 'quarter 2026-10-01 2026-12-31'],
    ['FY27-Q1', 'quarter 2027-01-01 2027-03-31'],
    ['fy27 q1', 'quarter 2027-01-01 2027-03-31'],
    ['2026 Q3', 'quarter 2026-07-01 2026-09-30'],
    ['Q4', 'quarter 2026-10-01 2026-12-31'],
    ['Q4 2025', 'quarter 2025-10-01 2025-12-31'],
    ['q4-2025', 'quarter 2025-10-01 2025-12-31'],
    ['Q4 FY27', 'quarter 2027-10-01 2027-12-31'],
    ['Q4 50000', 'quarter 2026-10-01 2026-12-31 | 50000'],
    ['2026-11', 'month 2026-11-01 2026-11-30'],
    ['2026-1', 'month 2026-01-01 2026-01-31'],
    ['november', 'month 2026-11-01 2026-11-30'],
    ['Nov 2025', 'month 2025-11-01 2025-11-30'],
    ['november of 2025', 'month 2025-11-01 2025-11-30'],
    ['2026-W47', 'week 2026-11-16 2026-11-22'],
    ['2026w47', 'week 2026-11-16 2026-11-22'],
    ['W47', 'week 2026-11-16 2026-11-22'],
    ['week 47', 'week 2026-11-16 2026-11-22'],
    ['week 47 of 2025', 'week 2025-11-17 2025-11-23'],
    ['2026-W53', 'week 2026-12-28 2027-01-03'],
    ['2026-11-18', 'day 2026-11-18 2026-11-18'],
    ['18 nov', 'day 2026-11-18 2026-11-18'],
    ['nov 17 2026', 'day 2026-11-17 2026-11-17'],
    ['２０２６-Q4', 'quarter 2026-10-01 2026-12-31'],
  ])('%j is %s', (text, expected) => expect(periodIn(text)).toBe(expected))

  it.each([
    ['2026', 'year 2025-04-01 2026-03-31'],
    ['FY27', 'year 2026-04-01 2027-03-31'],
    ['this year', 'year 2026-04-01 2027-03-31'],
    ['2026-Q4', 'quarter 2026-01-01 2026-03-31'],
    ['FY27-Q1', 'quarter 2026-04-01 2026-06-30'],
    ['q4', 'quarter 2027-01-01 2027-03-31'],
    ['2026-11', 'month 2026-11-01 2026-11-30'],
    ['nov 2026', 'month 2026-11-01 2026-11-30'],
    ['november', 'month 2026-11-01 2026-11-30'],
    ['february', 'month 2027-02-01 2027-02-28'],
    ['2026-W47', 'week 2026-11-16 2026-11-22'],
  ])('%j in a year from April is %s', (text, expected) => expect(periodIn(text, april)).toBe(expected))

  it.each([
    ['november', 'past', '2027-01-15', 'month 2026-11-01 2026-11-30'],
    ['november', 'future', '2027-01-15', 'month 2027-11-01 2027-11-30'],
    ['january', 'past', '2027-01-15', 'month 2027-01-01 2027-01-31'],
    ['january', 'future', '2027-01-15', 'month 2027-01-01 2027-01-31'],
    ['q1', 'future', '2026-11-18', 'quarter 2027-01-01 2027-03-31'],
    ['q1', 'past', '2026-11-18', 'quarter 2026-01-01 2026-03-31'],
    ['w50', 'past', '2026-11-18', 'week 2025-12-08 2025-12-14'],
  ] as const)('%j toward the %s on %s is %s', (text, toward, today, expected) => {
    expect(periodIn(text, defaultCalendar, day(today), toward)).toBe(expected)
  })

  it.each([
    ['2026-Q5', 'period-does-not-exist at [2026-Q5]'],
    ['Q0', 'period-does-not-exist at [Q0]'],
    ['Q5 2026', 'period-does-not-exist at [Q5 2026]'],
    ['2026-13', 'period-does-not-exist at [2026-13]'],
    ['2026-00', 'period-does-not-exist at [2026-00]'],
    ['2026-W54', 'period-does-not-exist at [2026-W54]'],
    ['2027-W53', 'period-does-not-exist at [2027-W53]'],
    ['2026-W00', 'period-does-not-exist at [2026-W00]'],
    ['FY1850', 'period-too-far at [FY1850]'],
    ['9999-Q1', 'period-too-far at [9999-Q1]'],
    ['0001-01', 'period-too-far at [0001-01]'],
    ['2026-02-31', 'date-does-not-exist at [2026-02-31]'],
  ])('%j is a problem: %s', (text, expected) => expect(periodIn(text)).toBe(expected))

  it.each([
    ['2026-Q5', '2026-Q4'],
    ['2026-13', '2026-12'],
    ['2027-W53', '2027-W52'],
    ['2026-W54', '2026-W53'],
    ['FY27-Q5', 'FY27-Q4'],
    ['fy2027q5', 'fy2027q4'],
    ['Q5 2027', 'Q4 2027'],
    ['FY27 Q5', 'FY27 Q4'],
    ['q0/fy27', 'q4/fy27'],
    ['２０２７－Ｑ５', '2027-Q4'],
    ['2026/13', '2026/12'],
    ['week 54 of 2026', 'week 53 of 2026'],
    ['Q5', '2026-Q4'],
  ])('%j is told that the last is %s', (text, last) => {
    const reading = readPeriod(typed(text), 0, { today: wednesday, calendar: defaultCalendar, text })
    expect(reading.outcome === 'wrong' && reading.problem.details).toMatchObject({ last, text })
  })

  it.each([
    '',
    'Acme',
    '5000',
    '50000',
    '1850',
    '18',
    'this',
    'last fri',
    'fri',
    'sun',
    'q',
    'week',
    'quarterly',
    '"2026"',
    '#2026',
    '@q4',
    'FY',
    'FY1',
  ])('does not begin with %j', (text) => expect(periodIn(text)).toBe('passed'))

  it('is read back from its key, whatever the calendar', () => {
    fc.assert(
      fc.property(calendars, anyDay, anyDay, fc.constantFrom(...periodKinds), (calendar, today, date, kind) => {
        const period = periodOf(kind, date, calendar)
        const text = periodKey(period)
        expect(readPeriod(typed(text), 0, { today, calendar, text })).toEqual({ outcome: 'read', value: period, next: 1 })
      }),
    )
  })
})
