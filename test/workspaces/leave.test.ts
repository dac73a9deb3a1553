// Days away: what is added touches nothing else, and what is past stays.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../src/vocabulary/local-date.ts'
import type { Leave } from '../../src/vocabulary/ramp.ts'
import { backFrom, withLeave } from '../../src/workspaces/leave.ts'
import { date } from '../contracts/company.ts'

const first = date('2026-01-01')
const range = fc
  .tuple(fc.nat(60), fc.nat(9))
  .map(([from, length]): Leave => ({ from: addDays(first, from), to: addDays(first, from + length) }))
const ranges = fc.array(range, { maxLength: 8 }).map((all) => all.reduce<readonly Leave[]>(withLeave, []))
const daysOf = (leave: readonly Leave[]): readonly LocalDate[] => {
  const days: LocalDate[] = []
  for (const { from, to } of leave) for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

test.each([
  [[], ['2026-02-02', '2026-02-05'], [['2026-02-02', '2026-02-05']]],
  [[['2026-02-02', '2026-02-05']], ['2026-02-06', '2026-02-07'], [['2026-02-02', '2026-02-07']]],
  [
    [['2026-02-02', '2026-02-05']],
    ['2026-02-07', '2026-02-07'],
    [
      ['2026-02-02', '2026-02-05'],
      ['2026-02-07', '2026-02-07'],
    ],
  ],
  [
    [
      ['2026-02-02', '2026-02-05'],
      ['2026-02-10', '2026-02-11'],
    ],
    ['2026-02-01', '2026-02-20'],
    [['2026-02-01', '2026-02-20']],
  ],
  [[['2026-02-02', '2026-02-20']], ['2026-02-05', '2026-02-06'], [['2026-02-02', '2026-02-20']]],
] as const)('%j with %j is %j', (before, [from, to], after) => {
  const leave = before.map(([one, other]) => ({ from: date(one), to: date(other) }))
  expect(withLeave(leave, { from: date(from), to: date(to) })).toEqual(after.map(([one, other]) => ({ from: one, to: other })))
})

test('the days away are those there were and those that were added, once each and in order', () => {
  fc.assert(
    fc.property(ranges, range, (before, added) => {
      const days = daysOf(withLeave(before, added))
      expect(days).toEqual([...new Set([...daysOf(before), ...daysOf([added])])].sort())
    }),
  )
})

test('back from a day on: away on each day before it as before, and on no other', () => {
  fc.assert(
    fc.property(ranges, fc.nat(70), (before, day) => {
      const today = addDays(first, day)
      expect(daysOf(backFrom(before, today))).toEqual(daysOf(before).filter((one) => one < today))
    }),
  )
})
