// What somebody's targets ask of some days, so that a week can be held against the target of a quarter.
import type { Days, SetTarget } from '../leaderboard/leaderboard-store.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { addDays } from '../vocabulary/local-date.ts'
import { type Period, type PeriodKind, periodOf } from '../vocabulary/period.ts'
import { type OwnDays, rampedDays } from '../vocabulary/ramp.ts'
import { workingDays } from '../vocabulary/working-days.ts'

/** A fraction, so that two are compared exactly. `under` is above 0. */
export interface Ratio {
  readonly over: bigint
  readonly under: bigint
}

/** What targets ask. */
export interface Asked extends Ratio {
  /** Of which kind of period the targets are. */
  readonly by: PeriodKind
}

/** Below 0 where the first is less. */
export const compareRatios = (a: Ratio, b: Ratio): number => {
  const [one, other] = [a.over * b.under, b.over * a.under]
  return one < other ? -1 : one > other ? 1 : 0
}

const precision = 10n ** 9n
/** For showing: exact to nine decimals. */
export const shareOf = ({ over, under }: Ratio): number => Number((over * precision) / under) / Number(precision)

/** The kinds of period in which the target for one may lie: its own, then the quarter, since that is what a rep is measured by. */
export const measuresOf = (kind: PeriodKind): readonly PeriodKind[] => [...new Set([kind, 'quarter', 'month', 'year'] as const)]

/** All periods of these kinds that have a day in common with one, to ask for their targets. */
export const periodsOver = (kinds: readonly PeriodKind[], { from, to }: Days, calendar: FiscalCalendar): readonly Period[] =>
  kinds.flatMap((kind) => {
    const found: Period[] = []
    for (let day = from; day <= to; ) {
      const period = periodOf(kind, day, calendar)
      found.push(period)
      day = addDays(period.to, 1)
    }
    return found
  })

/**
 * What targets ask of some days: of each target its share of the working days, target × days here ÷ days of its period, which is how
 * `pace.ts` has what is expected, with the ramp in it. Leave is not taken out: a week of one day worked would make any win a record. By the
 * first kind of period that has targets for all of the days that are worked; undefined where there is none, or nothing is asked.
 * `targets`: of one subject.
 */
export function askedOf(
  days: Days,
  kinds: readonly PeriodKind[],
  targets: readonly SetTarget[],
  calendar: FiscalCalendar & OwnDays,
): Asked | undefined {
  for (const kind of kinds) {
    const asked = askedBy(periodsOver([kind], days, calendar), days, targets, calendar)
    if (asked) return { ...asked, by: kind }
  }
  return undefined
}

function askedBy(periods: readonly Period[], days: Days, targets: readonly SetTarget[], calendar: OwnDays): Ratio | undefined {
  let sum: Ratio = { over: 0n, under: 1n }
  for (const period of periods) {
    const [from, to] = [days.from > period.from ? days.from : period.from, days.to < period.to ? days.to : period.to]
    if (workingDays(from, to, calendar) === 0) continue
    const target = targets.find((one) => one.kind === period.kind && one.from === period.from)
    if (!target || target.value <= 0n) return undefined
    const part = {
      over: target.value * BigInt(rampedDays(from, to, calendar)),
      under: 100n * BigInt(workingDays(period.from, period.to, calendar)),
    }
    sum = { over: sum.over * part.under + part.over * sum.under, under: sum.under * part.under }
  }
  return sum.over > 0n ? sum : undefined
}

/** What was reached as a share of what was asked; undefined where nothing was asked. */
export const reachedOf = (actual: bigint, asked: Ratio | undefined): Ratio | undefined =>
  asked && { over: actual * asked.under, under: asked.over }
