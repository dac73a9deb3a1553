// Targets for the sandbox, as a sales manager would set them from what was sold so far.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Period } from '../vocabulary/period.ts'
import { workingDays } from '../vocabulary/working-days.ts'

/** What somebody sold from the first day of the data until today, in minor units. */
export interface Sold {
  readonly rep: string
  /** The name of their team. */
  readonly team: string
  readonly minor: bigint
}

export interface PlannedTarget {
  readonly whose:
    | { readonly kind: 'company' }
    | { readonly kind: 'team'; readonly name: string }
    | { readonly kind: 'rep'; readonly rep: string }
  readonly period: Period
  /** Minor units. */
  readonly value: bigint
}

/**
 * A rep's target is 10 % above 70 % of their own average working day and 30 % of the median rep's, for the period's working
 * days, rounded to `round` minor units. The median's part asks more of the slow and less of the fast, so that paces are mixed.
 * The target of a team is the sum of what the reps in it and in the teams below it have, and the company's the sum of all. A period that began before the data does counts from the data's first day.
 */
export function planTargets(
  sold: readonly Sold[],
  teams: readonly { readonly name: string; readonly parent: string | undefined }[],
  data: { readonly from: LocalDate; readonly to: LocalDate },
  periods: readonly Period[],
  calendar: FiscalCalendar,
  round: bigint,
): readonly PlannedTarget[] {
  const daysOfData = BigInt(Math.max(1, workingDays(data.from, data.to, calendar)))
  const median = medianOf(sold.map(({ minor }) => minor))
  return periods.flatMap((period) => {
    const days = BigInt(workingDays(period.from > data.from ? period.from : data.from, period.to, calendar))
    const ofReps = sold.map(({ rep, team, minor }) => {
      const exactTimes100 = ((7n * minor + 3n * median) * days * 11n) / daysOfData
      return { rep, team, value: atLeast(round, roundTo(round, exactTimes100 / 100n)) }
    })
    const sumOf = (those: typeof ofReps) => those.reduce((sum, { value }) => sum + value, 0n)
    const planned: readonly PlannedTarget[] = [
      ...ofReps.map(({ rep, value }) => ({ whose: { kind: 'rep' as const, rep }, period, value })),
      ...teams.map(({ name }) => {
        return { whose: { kind: 'team' as const, name }, period, value: sumOf(ofReps.filter(({ team }) => isWithin(team, name, teams))) }
      }),
      { whose: { kind: 'company' }, period, value: sumOf(ofReps) },
    ]
    return planned.filter(({ value }) => value > 0n)
  })
}

/** True for a team and those above it. */
function isWithin(
  team: string | undefined,
  above: string,
  teams: readonly { readonly name: string; readonly parent: string | undefined }[],
): boolean {
  return team !== undefined && (team === above || isWithin(teams.find(({ name }) => name === team)?.parent, above, teams))
}

/** The lower one of the two in the middle. */
function medianOf(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}

const roundTo = (unit: bigint, value: bigint): bigint => ((value + unit / 2n) / unit) * unit

const atLeast = (least: bigint, value: bigint): bigint => (value < least ? least : value)
