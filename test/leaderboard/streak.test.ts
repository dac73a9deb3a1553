// Weeks in a row.
import { expect, test } from 'vitest'
import { longestStreak, streakBegins, streakOf } from '../../src/leaderboard/streak.ts'
import { addDays } from '../../src/vocabulary/local-date.ts'
import { date } from '../contracts/company.ts'

const wednesday = date('2026-11-18')

test.each([
  ['a win this week and each of the two before', ['2026-11-16', '2026-11-13', '2026-11-02'], 3],
  ['several in one week count once', ['2026-11-16', '2026-11-17', '2026-11-18'], 1],
  ['nothing yet this week: it can still go on', ['2026-11-15', '2026-11-08'], 2],
  ['a week without ends it', ['2026-11-16', '2026-11-08', '2026-11-01'], 1],
  ['two weeks without and it is over', ['2026-11-08'], 0],
  ['what is still to come does not count', ['2026-11-19'], 0],
  ['nothing', [], 0],
] as const)('%s', (_, days, weeks) => {
  expect(streakOf(days.map(date), wednesday, 1)).toBe(weeks)
})

test('a week begins where the workspace has it begin', () => {
  const days = ['2026-11-15', '2026-11-14'].map(date) // a Sunday and the Saturday before it
  expect([streakOf(days, wednesday, 1), streakOf(days, wednesday, 7)]).toEqual([1, 2])
})

test('what is looked up is enough for the longest one', () => {
  const weekly = Array.from({ length: 80 }, (_, week) => addDays(wednesday, -7 * week))
  const seen = weekly.filter((day) => day >= streakBegins(wednesday, 1))
  expect(streakOf(seen, wednesday, 1)).toBe(longestStreak)
  expect(streakOf(seen.slice(1), wednesday, 1)).toBe(longestStreak)
})
