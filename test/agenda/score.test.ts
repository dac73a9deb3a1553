// What the plan asked of a week.
import { expect, test } from 'vitest'
import { askedOf, type Goal } from '../../src/agenda/score.ts'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../../src/vocabulary/local-date.ts'

const span = (from: string, to: string) => ({ from: from as LocalDate, to: to as LocalDate }) // days, as the tests write them
const goal = (from: string, to: string, target: bigint | undefined): Goal => ({ period: span(from, to), target })
const calendar = defaultCalendar
const week = span('2026-11-16', '2026-11-22')
// 66 and 64 working days.
const fourth = goal('2026-10-01', '2026-12-31', 66_000n)
const first = goal('2027-01-01', '2027-03-31', 64_000n)

test.each([
  ['a week inside a quarter is asked its working days', week, [fourth], 5_000n],
  ['one over New Year is asked a part of each quarter', span('2026-12-28', '2027-01-03'), [fourth, first], 5_000n],
  ['one that lies partly where there is no target is asked nothing', span('2026-12-28', '2027-01-03'), [fourth], undefined],
  ['without a target nothing is asked', week, [goal('2026-10-01', '2026-12-31', undefined)], undefined],
  ['a target of nothing asks nothing', week, [goal('2026-10-01', '2026-12-31', 0n)], undefined],
  ['a weekend is asked nothing', span('2026-11-21', '2026-11-22'), [fourth], undefined],
])('%s', (_, days, goals, asked) => {
  expect(askedOf(days, goals, { calendar })).toBe(asked)
})

test('a holiday is asked nothing', () => {
  const withHoliday = { ...calendar, closedOn: closed(['2026-11-18' as LocalDate]) }
  expect(askedOf(week, [{ ...fourth, target: 65_000n }], { calendar: withHoliday })).toBe(4_000n)
})
