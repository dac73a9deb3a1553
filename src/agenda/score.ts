// The first section of an agenda: where a team stands in its period, and what the last week brought against what the plan asked of it.
import type { Workspace } from '../conversation/people.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import type { FiguresStore } from '../progress/figures-store.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Currency, decimalsOf } from '../vocabulary/money.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { type Period, periodOf, previousPeriod } from '../vocabulary/period.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import type { Circle } from './agenda-item.ts'

export interface Score {
  /** The one that the team is measured by: of the quarter, the month and the year the first with a target, or the quarter. */
  readonly period: Period
  /** Minor units, as all that follows. */
  readonly reached: bigint
  readonly target: bigint | undefined
  /** What the week before the meeting brought, and what was asked of it; undefined where there was no target for it. */
  readonly lastWeek: { readonly won: bigint; readonly plan: bigint | undefined }
}

/** A target and the period that it is for. */
export interface Goal {
  readonly period: Pick<Period, 'from' | 'to'>
  readonly target: bigint | undefined
}

/**
 * What goals ask of a week: of each its share by working days, so that a week over the end of a quarter is asked a part of both. Undefined
 * where a part of its working days has no goal.
 */
export function askedOf(week: Pick<Period, 'from' | 'to'>, goals: readonly Goal[], { calendar }: Pick<Workspace, 'calendar'>) {
  let sum = 0n
  let covered = 0
  for (const { period, target } of goals) {
    const from = period.from > week.from ? period.from : week.from
    const to = period.to < week.to ? period.to : week.to
    const days = from <= to ? workingDays(from, to, calendar) : 0
    const total = workingDays(period.from, period.to, calendar)
    if (days === 0 || total === 0 || target === undefined || target <= 0n) continue
    covered += days
    sum += divideHalfUp(target * BigInt(days), BigInt(total))
  }
  return covered > 0 && covered === workingDays(week.from, week.to, calendar) ? sum : undefined
}

/** What was worked out is no more exact than that. */
function inWholeUnits(minor: bigint | undefined, currency: Currency): bigint | undefined {
  const unit = 10n ** BigInt(decimalsOf(currency))
  return minor === undefined ? undefined : divideHalfUp(minor, unit) * unit
}

export async function scoreOf(
  circle: Circle,
  day: LocalDate,
  { id, version, calendar, currency }: Pick<Workspace, 'version' | 'calendar' | 'currency'> & { readonly id: WorkspaceId },
  { figures }: { readonly figures: Pick<FiguresStore, 'figures'> },
): Promise<Score> {
  const subject = circle.team === undefined ? ({ kind: 'company' } as const) : ({ kind: 'team', team: circle.team } as const)
  // As of the day of the meeting, also where its agenda is shown again later.
  const of = (period: Period) => figures.figures(id, version, subject, 'revenue', { ...period, to: period.to < day ? period.to : day }, 0)
  const week = previousPeriod(periodOf('week', day, calendar), calendar)
  const periods = countingPeriods(day, calendar)
  const found = await Promise.all(periods.map(async (period) => ({ period, ...(await of(period)) })))
  const measured = found.find(({ target }) => target !== undefined) ?? found[0]
  const period = measured?.period ?? periods[0]
  // The periods of the same kind that the week lies in: mostly one.
  const around = new Map([week.from, week.to].map((at) => periodOf(period.kind, at, calendar)).map((one) => [one.from, one]))
  const [last, ...goals] = await Promise.all([
    of(week),
    ...[...around.values()].map(async (one): Promise<Goal> => ({ period: one, target: (await of(one)).target?.value })),
  ])
  return {
    period,
    reached: measured?.actual ?? 0n,
    target: measured?.target?.value,
    lastWeek: { won: last.actual, plan: last.target?.value ?? inWholeUnits(askedOf(week, goals, { calendar }), currency) },
  }
}
