// A workspace's calendar: where its year and its week begin, and which days are worked.
import type { LocalDate } from './local-date.ts'

/** Days on which nobody works although the weekday says so. Holidays go on for ever, so they are asked for, not listed. */
export interface Closures {
  has(day: LocalDate): boolean
  /** Those from one day to another, both included, each once. */
  within(from: LocalDate, to: LocalDate): readonly LocalDate[]
}

/** Which days are worked: all that is needed to count them. */
export interface WorkedDays {
  /** ISO weekdays that are worked. */
  readonly workingDays: readonly number[]
  /** Holidays and own closing days. */
  readonly closedOn: Closures
}

export interface FiscalCalendar extends WorkedDays {
  /** 1 to 12. */
  readonly yearStartMonth: number
  /** ISO weekday, 1 (Monday) to 7 (Sunday). */
  readonly weekStart: number
}

/** These days and no others. */
export function closed(days: Iterable<LocalDate>): Closures {
  const all = new Set(days)
  return { has: (day) => all.has(day), within: (from, to) => [...all].filter((day) => day >= from && day <= to) }
}

/** Closed where one of them is. */
export const closedByAny = (...all: readonly Closures[]): Closures => ({
  has: (day) => all.some((one) => one.has(day)),
  within: (from, to) => [...new Set(all.flatMap((one) => one.within(from, to)))],
})

export const neverClosed: Closures = closed([])

/** The calendar year, ISO weeks, Monday to Friday, no holidays. */
export const defaultCalendar: FiscalCalendar = { yearStartMonth: 1, weekStart: 1, workingDays: [1, 2, 3, 4, 5], closedOn: neverClosed }
