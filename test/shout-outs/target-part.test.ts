// What targets ask of some days.
import { describe, expect, test } from 'vitest'
import { askedOf, compareRatios, measuresOf, periodsOver, reachedOf, shareOf } from '../../src/shout-outs/target-part.ts'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { periodOf } from '../../src/vocabulary/period.ts'
import { date, month, quarter, target, week } from './people.ts'

const asked = (...of: Parameters<typeof askedOf>) => {
  const found = askedOf(...of)
  return found && { value: Number(found.over) / Number(found.under), by: found.by }
}

test('a week is asked for its working days of the quarter', () => {
  // 66 working days in Q4 2026, of which 5 are in the week.
  expect(asked(week, measuresOf('week'), [target('quarter', '2026-11-20', 6_600n)], defaultCalendar)).toEqual({ value: 500, by: 'quarter' })
})

test('its own target goes first, then the quarter’s, the month’s, the year’s', () => {
  const targets = [target('year', '2026-01-01', 26_100n), target('quarter', '2026-11-20', 6_600n), target('month', '2026-11-20', 2_100n)]
  expect(asked(week, measuresOf('week'), [...targets, target('week', '2026-11-20', 7n)], defaultCalendar)).toEqual({ value: 7, by: 'week' })
  expect(asked(month, measuresOf('month'), targets, defaultCalendar)).toEqual({ value: 2_100, by: 'month' })
  expect(asked(quarter, measuresOf('quarter'), targets, defaultCalendar)).toEqual({ value: 6_600, by: 'quarter' })
  expect(asked(week, measuresOf('week'), targets.slice(0, 1), defaultCalendar)).toEqual({ value: 500, by: 'year' })
})

test('a quarter without a target is asked for those of its months, if all have one', () => {
  const months = ['2026-10-01', '2026-11-01', '2026-12-01'].map((day) => target('month', day, 100n))
  expect(asked(quarter, measuresOf('quarter'), months, defaultCalendar)).toEqual({ value: 300, by: 'month' })
  expect(asked(quarter, measuresOf('quarter'), months.slice(1), defaultCalendar)).toBeUndefined()
})

test('a week across two quarters is asked for its days of each', () => {
  const across = periodOf('week', date('2026-09-30'), defaultCalendar) // three days of Q3 (66), two of Q4 (66)
  const both = [target('quarter', '2026-09-30', 6_600n), target('quarter', '2026-10-01', 13_200n)]
  expect(asked(across, ['quarter'], both, defaultCalendar)?.value).toBe(300 + 400)
  expect(asked(across, ['quarter'], both.slice(1), defaultCalendar)).toBeUndefined()
  const begun = { ...defaultCalendar, closedOn: closed([date('2026-09-28'), date('2026-09-29'), date('2026-09-30')]) }
  expect(asked(across, ['quarter'], both.slice(1), begun)?.value).toBe(400)
})

test('who ramps up is asked for the part that they carry, and before their first day for nothing', () => {
  const ramp = (from: string) => ({ ...defaultCalendar, ramp: { from: date(from), shares: [25, 50] } })
  const targets = [target('quarter', '2026-11-20', 6_600n)]
  expect(asked(week, ['quarter'], targets, ramp('2026-11-02'))?.value).toBe(125)
  expect(asked(week, ['quarter'], targets, ramp('2026-10-12'))?.value).toBe(250)
  expect(asked(week, ['quarter'], targets, ramp('2026-12-01'))).toBeUndefined()
})

describe('shares', () => {
  test('are compared exactly', () => {
    const huge = 10n ** 18n
    expect(compareRatios({ over: huge + 1n, under: huge }, { over: huge, under: huge })).toBe(1)
    expect(compareRatios({ over: 1n, under: 3n }, { over: 2n, under: 6n })).toBe(0)
    expect(compareRatios({ over: 1n, under: 4n }, { over: 1n, under: 3n })).toBe(-1)
  })

  test('are there where something was asked', () => {
    const found = askedOf(week, ['week'], [target('week', '2026-11-20', 400n)], defaultCalendar)
    const reached = reachedOf(500n, found)
    expect(reached && shareOf(reached)).toBe(1.25)
    expect(reachedOf(500n, undefined)).toBeUndefined()
    expect(askedOf(week, ['week'], [target('week', '2026-11-20', 0n)], defaultCalendar)).toBeUndefined()
  })
})

test('all periods that some days touch are known, so that their targets can be asked for', () => {
  const across = periodOf('week', date('2026-09-30'), defaultCalendar)
  expect(periodsOver(measuresOf('week'), across, defaultCalendar).map(({ kind, from }) => `${kind} ${from}`)).toEqual([
    'week 2026-09-28',
    'quarter 2026-07-01',
    'quarter 2026-10-01',
    'month 2026-09-01',
    'month 2026-10-01',
    'year 2026-01-01',
  ])
})
