// A workspace's calendar: where its year and its week begin, and which days are worked.
import type { LocalDate } from './local-date.ts'

export interface FiscalCalendar {
  /** 1 to 12. */
  readonly yearStartMonth: number
  /** ISO weekday, 1 (Monday) to 7 (Sunday). */
  readonly weekStart: number
  /** ISO weekdays that are worked. */
  readonly workingDays: readonly number[]
  /** Holidays and own closing days. */
  readonly closedOn: ReadonlySet<LocalDate>
}

/** The calendar year, ISO weeks, Monday to Friday, no holidays. */
export const defaultCalendar: FiscalCalendar = { yearStartMonth: 1, weekStart: 1, workingDays: [1, 2, 3, 4, 5], closedOn: new Set() }
