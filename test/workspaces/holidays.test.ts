// Public holidays of known years, against what the countries publish.
import { describe, expect, it } from 'vitest'
import { closed, closedByAny, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'
import { workingDays } from '../../src/vocabulary/working-days.ts'
import { closuresOf, holidayCountry, nearCountries } from '../../src/workspaces/holidays.ts'

const day = (text: string) => text as LocalDate // written as one
const in2026 = (code: string) => closuresOf({ holidays: code, closingDays: [] }).within(day('2026-01-01'), day('2026-12-31'))
const monthsAndDays = (code: string) => in2026(code).map((date) => date.slice(5))

describe('the public holidays of a year', () => {
  it.each([
    ['NO', '01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26'],
    ['DE', '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
    // 15 August is free in its Catholic communities alone, so not everybody's.
    ['DE-BY', '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26'],
    // Independence Day is a Saturday, so the Friday before it is free too.
    ['US', '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'],
  ])('of %s', (code, days) => {
    expect(monthsAndDays(code).toSorted().join(' ')).toBe(days)
  })

  it('last as many days as they last', () => {
    const newYear = monthsAndDays('KR').filter((date) => date.startsWith('02'))
    expect(newYear).toEqual(['02-17', '02-18', '02-19'])
    // Three and a half days, the half one before the first: the half one is worked.
    expect(monthsAndDays('TR').filter((date) => date.startsWith('03'))).toEqual(['03-20', '03-21', '03-22'])
  })

  it('are whole days: half a day off is a day that is worked', () => {
    expect(monthsAndDays('IS')).not.toContain('12-24')
    expect(monthsAndDays('IS')).toContain('12-25')
  })

  it('are none of a country that is none', () => {
    expect(in2026('XX')).toEqual([])
    expect(in2026('DE-XX')).toEqual([])
  })

  it('join a workspace’s own closing days, each once', () => {
    const days = closuresOf({ holidays: 'NO', closingDays: [day('2026-12-24'), day('2026-12-25')] })
    expect(days.within(day('2026-12-20'), day('2026-12-31')).toSorted()).toEqual(['2026-12-24', '2026-12-25', '2026-12-26'])
    expect([days.has(day('2026-12-24')), days.has(day('2026-12-26')), days.has(day('2026-12-27'))]).toEqual([true, true, false])
    const own = closuresOf({ holidays: undefined, closingDays: [day('2026-12-24')] })
    expect(own.within(day('2026-01-01'), day('2026-12-31'))).toEqual(['2026-12-24'])
  })
})

describe('working days', () => {
  it.each([
    // Weekdays less the holidays that fall on one, counted by hand.
    ['NO', '2026-01-01', '2026-12-31', 261 - 8],
    ['NO', '2026-05-01', '2026-05-31', 21 - 3],
    ['DE', '2026-01-01', '2026-12-31', 261 - 7],
    ['DE-BY', '2026-01-01', '2026-12-31', 261 - 9],
    ['US', '2026-01-01', '2026-12-31', 261 - 11],
    ['NO', '2025-12-22', '2026-01-04', 10 - 3],
    ['US', '2026-07-01', '2026-07-31', 23 - 1],
    ['XX', '2026-01-01', '2026-12-31', 261],
  ])('in %s from %s to %s', (code, from, to, count) => {
    const closedOn = closuresOf({ holidays: code, closingDays: [] })
    expect(workingDays(day(from), day(to), { ...defaultCalendar, closedOn })).toBe(count)
  })

  it('from Sunday to Thursday leave out a holiday on a Sunday', () => {
    const closedOn = closedByAny(closuresOf({ holidays: 'NO', closingDays: [] }), closed([]))
    const week = { workingDays: [7, 1, 2, 3, 4], closedOn }
    expect(workingDays(day('2026-05-17'), day('2026-05-23'), week)).toBe(4)
    expect(workingDays(day('2026-05-17'), day('2026-05-23'), { ...week, workingDays: [1, 2, 3, 4, 5] })).toBe(5)
  })
})

describe('a country as written', () => {
  it.each([
    ['NO', 'NO'],
    ['no', 'NO'],
    ['de-by', 'DE-BY'],
    ['Norway', 'NO'],
    ['norge', 'NO'],
    ['united states', 'US'],
    ['Italy', 'IT'],
    ['Норвегия', 'NO'],
    ['Tyskland', 'DE'],
    ['日本', 'JP'],
    ['Osterreich', 'AT'],
    ['Atlantis', undefined],
    ['DE-XX', undefined],
    ['', undefined],
    ['-', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
  ])('%j is %j', (text, code) => {
    expect(holidayCountry(text)).toBe(code)
  })

  it.each([
    ['Norwya', 'NO (Norway)'],
    ['nor', 'NO (Norway)'],
    ['DE-BAY', 'DE-BY (Bayern)'],
    ['DE-XX', 'DE (Germany)'],
    ['Sweeden', 'SE (Sweden)'],
  ])('%j may be %j', (text, near) => {
    expect(nearCountries(text)).toContain(near)
    expect(nearCountries(text).length).toBeLessThanOrEqual(5)
  })

  it('is near nothing where it is like nothing', () => {
    expect(nearCountries('qqqqqq')).toEqual([])
  })
})
