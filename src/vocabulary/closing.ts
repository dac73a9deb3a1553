// When the books of a period are closed: then what counts in it is changed by a manager alone.
import type { FiscalCalendar } from './fiscal-calendar.ts'
import { addDays, type LocalDate } from './local-date.ts'
import { type Period, periodOf } from './period.ts'
import type { Rules } from './rules.ts'

type ClosingRules = Pick<Rules, 'closing' | 'closingGrace'>

/** The period whose end closes the books on a day that lies in it; undefined where nothing is ever closed. */
export const closingPeriod = (day: LocalDate, { closing }: Pick<Rules, 'closing'>, calendar: FiscalCalendar): Period | undefined =>
  closing === 'never' ? undefined : periodOf(closing, day, calendar)

/** True once the period of a day has ended and its days of grace are over too. */
export function isClosed(day: LocalDate, today: LocalDate, rules: ClosingRules, calendar: FiscalCalendar): boolean {
  const period = closingPeriod(day, rules, calendar)
  return period !== undefined && today > addDays(period.to, rules.closingGrace)
}
