// Targets for the sandbox, as a sales manager would set them from what was sold so far.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Period } from '../vocabulary/period.ts'
import { workingDays } from '../vocabulary/working-days.ts'

/** What somebody sold from the first day of the data until today, in minor units. */
export interface Sold {
  readonly rep: string
  readonly minor: bigint
}

export interface PlannedTarget {
  /** Undefined: the company. */
  readonly rep: string | undefined
  readonly period: Period
  /** Minor units. */
  readonly value: bigint
}

/**
 * A rep's target is 10 % above 70 % of their own average working day and 30 % of the median rep's, for the period's working
 * days, rounded to `round` minor units. The median's part asks more of the slow and less of the fast, so that paces are mixed.
 * The company's target is the sum. A period that began before the data does counts from the data's first day.
 */
export function planTargets(
  sold: readonly Sold[],
  data: { readonly from: LocalDate; readonly to: LocalDate },
  periods: readonly Period[],
  calendar: FiscalCalendar,
  round: bigint,
): readonly PlannedTarget[] {
  const daysOfData = BigInt(Math.max(1, workingDays(data.from, data.to, calendar)))
  const median = medianOf(sold.map(({ minor }) => minor))
  return periods.flatMap((period) => {
    const days = BigInt(workingDays(period.from > data.from ? period.from : data.from, period.to, calendar))
    const ofReps = sold.map(({ rep, minor }) => {
      const exactTimes100 = ((7n * minor + 3n * median) * days * 11n) / daysOfData
      return { rep, period, value: atLeast(round, roundTo(round, exactTimes100 / 100n)) }
    })
    const ofCompany = { rep: undefined, period, value: ofReps.reduce((sum, { value }) => sum + value, 0n) }
    return [...ofReps, ofCompany].filter(({ value }) => value > 0n)
  })
}

/** The lower one of the two in the middle. */
function medianOf(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}

const roundTo = (unit: bigint, value: bigint): bigint => ((value + unit / 2n) / unit) * unit

const atLeast = (least: bigint, value: bigint): bigint => (value < least ? least : value)
