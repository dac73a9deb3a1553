import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { addDays, dateOfNumber, dayNumber, type LocalDate } from '../../src/vocabulary/local-date.ts'
import { isWorkingDay, workingDays } from '../../src/vocabulary/working-days.ts'
import { day } from './typed.ts'

describe('working days', () => {
  it.each([
    ['a week', '2026-11-16', '2026-11-22', 5],
    ['one working day', '2026-11-18', '2026-11-18', 1],
    ['a weekend', '2026-11-21', '2026-11-22', 0],
    ['November 2026', '2026-11-01', '2026-11-30', 21],
    ['the last quarter of 2026', '2026-10-01', '2026-12-31', 66],
    ['a stretch that ends before it begins', '2026-11-19', '2026-11-18', 0],
  ])('of %s (%s to %s) are %i', (_, from, to, count) => expect(workingDays(day(from), day(to), defaultCalendar)).toBe(count))
  it('leave out holidays, but not twice on a weekend, nor outside', () => {
    const closedOn = closed(['2026-11-18', '2026-11-21', '2026-12-25'].map(day))
    expect(workingDays(day('2026-11-16'), day('2026-11-22'), { ...defaultCalendar, closedOn })).toBe(4)
  })
  it('are Sunday to Thursday where they are', () => {
    expect(workingDays(day('2026-11-16'), day('2026-11-22'), { ...defaultCalendar, workingDays: [7, 1, 2, 3, 4] })).toBe(5)
    expect(isWorkingDay(day('2026-11-20'), { ...defaultCalendar, workingDays: [7, 1, 2, 3, 4] })).toBe(false)
  })
  it('are as many as one counts on a calendar', () => {
    const first = dayNumber(day('2026-01-01'))
    const date = fc.integer({ min: first, max: first + 800 }).map(dateOfNumber)
    const calendar = fc
      .record({ workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), closed: fc.array(date, { maxLength: 40 }) })
      .map(({ workingDays: worked, closed: days }) => ({ workingDays: worked, closedOn: closed(days) }))
    fc.assert(
      fc.property(date, date, calendar, (from, to, days) => {
        let counted = 0
        for (let one: LocalDate = from; one <= to; one = addDays(one, 1)) if (isWorkingDay(one, days)) counted += 1
        expect(workingDays(from, to, days)).toBe(counted)
      }),
    )
  })
})
