// Weeks of a year. A week belongs to the calendar year in which its fourth day lies; with weeks from Monday that is ISO 8601
// (the year of the Thursday; 52 or 53 weeks), and the same rule holds wherever the week begins.
import { dateOfNumber, dayNumber, type LocalDate, localDate, parts, weekdayOfNumber } from './local-date.ts'

export interface Week {
  /** The year it belongs to, not always that of its first day. */
  readonly year: number
  /** 1 to 53. */
  readonly index: number
  /** Its first day. */
  readonly from: LocalDate
}

/** The week of a day; `weekStart` is the ISO weekday on which weeks begin. */
export function weekOf(day: LocalDate, weekStart: number): Week {
  const number = dayNumber(day)
  const from = number - ((weekdayOfNumber(number) - weekStart + 7) % 7)
  const { year } = parts(dateOfNumber(from + 3))
  return { year, index: (from - firstWeek(year, weekStart)) / 7 + 1, from: dateOfNumber(from) }
}

/** The week with that number, or undefined where the year has none. */
export function weekNumbered(year: number, index: number, weekStart: number): Week | undefined {
  if (!Number.isInteger(index) || index < 1 || index > weeksIn(year, weekStart)) return undefined
  return { year, index, from: dateOfNumber(firstWeek(year, weekStart) + (index - 1) * 7) }
}

/** 52 or 53. */
export const weeksIn = (year: number, weekStart: number): number => (firstWeek(year + 1, weekStart) - firstWeek(year, weekStart)) / 7

/** The number of the first day of week 1: of the week that holds 4 January, which is always among the first four days of the year. */
function firstWeek(year: number, weekStart: number): number {
  const fourth = localDate(year, 1, 4)
  if (fourth === undefined) throw new RangeError(`No weeks in the year ${year}`)
  const number = dayNumber(fourth)
  return number - ((weekdayOfNumber(number) - weekStart + 7) % 7)
}
