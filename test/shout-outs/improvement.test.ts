// Who grew the most against themselves, and who cannot be compared.
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/conversation/people.ts'
import { growth, weeksUpTo } from '../../src/shout-outs/improvement.ts'
import { shareOf } from '../../src/shout-outs/target-part.ts'
import { closed, defaultCalendar } from '../../src/vocabulary/fiscal-calendar.ts'
import { date, member, week } from './people.ts'

const steady = [100n, 100n, 100n, 100n, 100n, 100n, 100n, 100n]
const grown = (value: bigint, earlier: readonly bigint[] = steady, as: Partial<Member> = {}, calendar = defaultCalendar) => {
  const found = growth({ member: member('Sam', as), value, earlier }, week, calendar)
  return found && shareOf(found)
}
const away = (from: string, to: string) => ({ leave: [{ from: date(from), to: date(to) }] })

test('the eight weeks before, the latest first', () => {
  const weeks = weeksUpTo(week)
  expect(weeks).toHaveLength(8)
  expect([weeks[0], weeks[7]]).toEqual([
    { from: '2026-11-09', to: '2026-11-15' },
    { from: '2026-09-21', to: '2026-09-27' },
  ])
})

test('the week against the mean of one’s own weeks', () => {
  expect(grown(250n)).toBe(2.5)
  expect(grown(50n)).toBe(0.5)
  expect(grown(250n, [200n, 0n, 200n, 0n, 200n, 0n, 200n, 0n])).toBe(2.5)
})

describe('nobody is compared', () => {
  test('who began in these weeks', () => {
    expect(grown(900n, steady, { startedOn: date('2026-10-05') })).toBeUndefined()
    expect(grown(900n, steady, { startedOn: date('2026-09-21') })).toBe(9)
  })

  test('who came back from leave this week, or was mostly away in it', () => {
    expect(grown(900n, steady, away('2026-11-09', '2026-11-13'))).toBeUndefined()
    expect(grown(900n, steady, away('2026-11-16', '2026-11-18'))).toBeUndefined()
    expect(grown(900n, steady, away('2026-11-09', '2026-11-10'))).toBe(9)
  })

  test('who has won too seldom to have a habit', () => {
    expect(grown(900n, [0n, 0n, 100n, 100n, 100n, 0n, 0n, 0n])).toBeUndefined()
    expect(grown(900n, [])).toBeUndefined()
  })

  test('who was away most of the time', () => {
    expect(grown(900n, steady, away('2026-09-21', '2026-10-25'))).toBeUndefined()
  })
})

test('weeks of leave, and weeks in which all were closed, do not lower the mean', () => {
  const gap = [100n, 0n, 0n, 100n, 100n, 100n, 100n, 100n]
  expect(grown(200n, gap, away('2026-10-26', '2026-11-08'))).toBe(2)
  const days = [
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-11-02',
    '2026-11-03',
    '2026-11-04',
    '2026-11-05',
    '2026-11-06',
  ]
  expect(grown(200n, gap, {}, { ...defaultCalendar, closedOn: closed(days.map(date)) })).toBe(2)
})
