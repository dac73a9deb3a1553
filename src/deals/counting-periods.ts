// The periods in which a deal's standing can be shown: the quarter first, since that is what a rep is measured by.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'

export const countingPeriods = (day: LocalDate, calendar: FiscalCalendar): readonly [Period, ...Period[]] => [
  periodOf('quarter', day, calendar),
  periodOf('month', day, calendar),
  periodOf('year', day, calendar),
]
