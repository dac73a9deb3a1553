// For how many weeks in a row somebody has won something.
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { weekOf } from '../vocabulary/week.ts'

/** A longer streak than this is told as this. */
export const longestStreak = 52

/** The first day that a streak as of a day can reach back to. */
export const streakBegins = (asOf: LocalDate, weekStart: number): LocalDate => addDays(weekOf(asOf, weekStart).from, -7 * longestStreak)

/**
 * Weeks with a win, one after the other, up to that of `asOf`; while nothing is won in that week the streak is the one up to the week
 * before: it can still go on. `days`: those with a win, in any order.
 */
export function streakOf(days: readonly LocalDate[], asOf: LocalDate, weekStart: number): number {
  const weeks = new Set(days.filter((day) => day <= asOf).map((day) => weekOf(day, weekStart).from))
  let week = weekOf(asOf, weekStart).from
  if (!weeks.has(week)) week = addDays(week, -7)
  let streak = 0
  for (; weeks.has(week) && streak < longestStreak; week = addDays(week, -7)) streak += 1
  return streak
}
