// A stretch of the fiscal calendar.
import type { LocalDate } from './local-date.ts'

export const periodKinds = ['year', 'quarter', 'month', 'week', 'day'] as const
export type PeriodKind = (typeof periodKinds)[number]

export interface Period {
  readonly kind: PeriodKind
  /** First day. */
  readonly from: LocalDate
  /** Last day, included. */
  readonly to: LocalDate
  /** The fiscal year it belongs to (of a week: the week's year), named after the calendar year in which it ends. */
  readonly year: number
  /** Of a quarter 1 to 4, of a month 1 to 12 (the calendar's month), of a week 1 to 53; else 0. */
  readonly index: number
}
