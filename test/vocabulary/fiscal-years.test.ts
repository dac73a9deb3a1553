// Fiscal calendars as tables: years that start in any month, leap years, and weeks that lie in two months, quarters or years.
import { describe, expect, it } from 'vitest'
import { sayIn } from '../../src/languages/speak.ts'
import { defaultCalendar, type FiscalCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { daysBetween } from '../../src/vocabulary/local-date.ts'
import { isWithin, periodKey, periodOf, subPeriods } from '../../src/vocabulary/period.ts'
import { workingDays } from '../../src/vocabulary/working-days.ts'
import { day } from './typed.ts'

const startingIn = (yearStartMonth: number, weekStart = 1): FiscalCalendar => ({ ...defaultCalendar, yearStartMonth, weekStart })
const length = ({ from, to }: { readonly from: ReturnType<typeof day>; readonly to: ReturnType<typeof day> }) => daysBetween(from, to) + 1
const say = sayIn('en')

describe('the fiscal year of 29 February 2028', () => {
  it.each([
    [1, '2028', 'Q1', '2028-01-01', '2028-12-31', '2028-01-01', '2028-03-31', '2028 · Q1 2028'],
    [2, '2029', 'Q1', '2028-02-01', '2029-01-31', '2028-02-01', '2028-04-30', 'FY2029 · Q1 FY2029'],
    [3, '2028', 'Q4', '2027-03-01', '2028-02-29', '2027-12-01', '2028-02-29', 'FY2028 · Q4 FY2028'],
    [4, '2028', 'Q4', '2027-04-01', '2028-03-31', '2028-01-01', '2028-03-31', 'FY2028 · Q4 FY2028'],
    [5, '2028', 'Q4', '2027-05-01', '2028-04-30', '2028-02-01', '2028-04-30', 'FY2028 · Q4 FY2028'],
    [6, '2028', 'Q3', '2027-06-01', '2028-05-31', '2027-12-01', '2028-02-29', 'FY2028 · Q3 FY2028'],
    [7, '2028', 'Q3', '2027-07-01', '2028-06-30', '2028-01-01', '2028-03-31', 'FY2028 · Q3 FY2028'],
    [8, '2028', 'Q3', '2027-08-01', '2028-07-31', '2028-02-01', '2028-04-30', 'FY2028 · Q3 FY2028'],
    [9, '2028', 'Q2', '2027-09-01', '2028-08-31', '2027-12-01', '2028-02-29', 'FY2028 · Q2 FY2028'],
    [10, '2028', 'Q2', '2027-10-01', '2028-09-30', '2028-01-01', '2028-03-31', 'FY2028 · Q2 FY2028'],
    [11, '2028', 'Q2', '2027-11-01', '2028-10-31', '2028-02-01', '2028-04-30', 'FY2028 · Q2 FY2028'],
    [12, '2028', 'Q1', '2027-12-01', '2028-11-30', '2027-12-01', '2028-02-29', 'FY2028 · Q1 FY2028'],
  ])('that starts in month %i is %s, and its quarter %s', (start, year, quarter, from, to, quarterFrom, quarterTo, said) => {
    const calendar = startingIn(start)
    const whole = periodOf('year', day('2028-02-29'), calendar)
    const part = periodOf('quarter', day('2028-02-29'), calendar)
    expect([periodKey(whole), whole.from, whole.to]).toEqual([year, from, to])
    expect([periodKey(part), part.from, part.to]).toEqual([`${year}-${quarter}`, quarterFrom, quarterTo])
    expect(length(whole)).toBe(366) // the leap day is in it
    expect(`${say.period(whole)} · ${say.period(part)}`).toBe(said)
  })

  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'that starts in month %i has the working days of its quarters and months',
    (start) => {
      const calendar = startingIn(start)
      const year = periodOf('year', day('2028-02-29'), calendar)
      const worked = (kind: 'quarter' | 'month') =>
        subPeriods(kind, year, calendar).reduce((sum, { from, to }) => sum + workingDays(from, to, calendar), 0)
      expect([worked('quarter'), worked('month')]).toEqual([
        workingDays(year.from, year.to, calendar),
        workingDays(year.from, year.to, calendar),
      ])
    },
  )
})

describe('a leap year', () => {
  it.each([
    ['1900', 365],
    ['2000', 366],
    ['2023', 365],
    ['2024', 366],
    ['2100', 365],
  ])('(%s) has %i days', (year, days) => expect(length(periodOf('year', day(`${year}-07-01`), defaultCalendar))).toBe(days))
  it.each([
    ['2024-02-10', 29],
    ['2025-02-10', 28],
    ['2000-02-10', 29],
    ['2100-02-10', 28],
  ])('the February of %s has %i', (date, days) => expect(length(periodOf('month', day(date), defaultCalendar))).toBe(days))
})

describe('a week that lies in two', () => {
  it.each([
    ['months', '2026-09-30', 1, '2026-W40', '2026-09-28', '2026-10-04', 'week 40 of 2026'],
    ['months, with 29 February in it', '2024-02-29', 1, '2024-W09', '2024-02-26', '2024-03-03', 'week 9 of 2024'],
    ['years, of the older one', '2027-01-01', 1, '2026-W53', '2026-12-28', '2027-01-03', 'week 53 of 2026'],
    ['years, of the newer one', '2024-12-31', 1, '2025-W01', '2024-12-30', '2025-01-05', 'week 1 of 2025'],
    ['years, from Sunday', '2025-12-31', 7, '2025-W53', '2025-12-28', '2026-01-03', 'week 53 of 2025'],
    ['years, from Saturday', '2027-01-01', 6, '2026-W52', '2026-12-26', '2027-01-01', 'week 52 of 2026'],
  ])('%s: %s, weeks from day %i', (_, date, weekStart, key, from, to, said) => {
    const week = periodOf('week', day(date), startingIn(1, weekStart))
    expect([periodKey(week), week.from, week.to, say.period(week)]).toEqual([key, from, to, said])
  })

  it('is told under the year of the week, whatever the fiscal year', () => {
    for (let start = 1; start <= 12; start += 1) expect(periodKey(periodOf('week', day('2027-01-01'), startingIn(start)))).toBe('2026-W53')
  })

  it('has its days in both, each once', () => {
    const week = periodOf('week', day('2026-09-30'), defaultCalendar)
    const months = [periodOf('month', day('2026-09-30'), defaultCalendar), periodOf('month', day('2026-10-01'), defaultCalendar)]
    const days = subPeriods('day', week, defaultCalendar).map(({ from }) => months.filter((month) => isWithin(from, month)).length)
    expect(days).toEqual([1, 1, 1, 1, 1, 1, 1])
  })
})
