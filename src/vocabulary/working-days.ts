// How many days are worked between two days: weekends, holidays and own closing days are not.
import type { WorkedDays } from './fiscal-calendar.ts'
import { dayNumber, type LocalDate, weekday, weekdayOfNumber } from './local-date.ts'

/** Working days from one day to another, both included; 0 when `to` is before `from`. */
export function workingDays(from: LocalDate, to: LocalDate, calendar: WorkedDays): number {
  if (to < from) return 0
  const worked = new Set(calendar.workingDays)
  const first = dayNumber(from)
  const days = dayNumber(to) - first + 1
  const weeks = Math.floor(days / 7)
  let count = weeks * worked.size
  for (let day = first + weeks * 7; day < first + days; day += 1) if (worked.has(weekdayOfNumber(day))) count += 1
  for (const closed of calendar.closedOn.within(from, to)) if (worked.has(weekday(closed))) count -= 1
  return count
}

/** True for a day that is worked. */
export const isWorkingDay = (day: LocalDate, calendar: WorkedDays): boolean =>
  calendar.workingDays.includes(weekday(day)) && !calendar.closedOn.has(day)
