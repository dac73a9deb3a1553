// Whether the targets of the months of a year, say, add up to the year's: for one subject and one metric.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { type Period, type PeriodKind, periodKey, periodKinds, subPeriods } from '../vocabulary/period.ts'
import { type Comparison, compared } from './assignment.ts'
import { isSmaller } from './split.ts'
import type { Target } from './target.ts'

export interface PeriodAssignment extends Comparison {
  readonly period: Period
  /** The kind of the periods in it that are compared with it. */
  readonly of: PeriodKind
  readonly own: bigint
  readonly below: bigint
  /** Those of them that have no target. */
  readonly missing: readonly Period[]
}

/**
 * What a change of a period's target touches: the larger periods that it lies in, the smallest first, then the smaller ones in it, the
 * largest first. Only where both have targets, and not for days: a target for a day is one of its own. `all`: the subject's targets of the metric after the change, one of them the period's own.
 */
export function periodAssignments(changed: Period, all: readonly Target[], calendar: FiscalCalendar): readonly PeriodAssignment[] {
  const values = new Map(all.map(({ period, value }) => [periodKey(period), value]))
  const compare = (period: Period, of: PeriodKind): PeriodAssignment | undefined => {
    if (of === 'day') return undefined
    const own = values.get(periodKey(period))
    const parts = subPeriods(of, period, calendar)
    const set = parts.flatMap((part) => values.get(periodKey(part)) ?? [])
    if (own === undefined || set.length === 0) return undefined
    const below = set.reduce((sum, value) => sum + value, 0n)
    const missing = parts.filter((part) => !values.has(periodKey(part)))
    return { period, of, own, below, missing, ...compared(own, below) }
  }
  const holds = (period: Period) =>
    isSmaller(changed.kind, period.kind) && subPeriods(changed.kind, period, calendar).some((part) => part.from === changed.from)
  const larger = all
    .map(({ period }) => period)
    .filter(holds)
    .sort((a, b) => periodKinds.indexOf(b.kind) - periodKinds.indexOf(a.kind))
  return [
    ...larger.flatMap((period) => compare(period, changed.kind) ?? []),
    ...periodKinds.filter((kind) => isSmaller(kind, changed.kind)).flatMap((kind) => compare(changed, kind) ?? []),
  ]
}
