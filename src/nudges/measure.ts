// What somebody is measured by when they are called behind: their result where they have a target for one, else what they do.
import { activityPeriods } from '../activities/change-activity.ts'
import type { Member, Workspace } from '../conversation/people.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { isDealMetric, type Metric } from '../vocabulary/metrics.ts'
import { type Course, standing as courseOf } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { daysOf, reasonInFigures } from './nudge.ts'

/** What somebody has in a period beside their target. Minor units for revenue, else how many. */
export interface Measured {
  readonly metric: Metric
  readonly period: Period
  readonly actual: bigint
  /** The full one, without the ramp; above 0. */
  readonly target: bigint
}

/** A measure that somebody is behind in. */
interface MeasuredBehind extends Measured {
  readonly course: Course
}

/** Reads where these members stand on a metric, each in the first of these periods in which they have a target; who has none is not in it. */
export type Measure = (metric: Metric, periods: readonly Period[], members: readonly Member[]) => Promise<ReadonlyMap<MemberId, Measured>>

/** Of results the quarter first, as everywhere; what people do is measured as where it is logged, the week first. */
const periodsOf = (metric: Metric, today: LocalDate, { calendar }: Workspace): readonly Period[] =>
  isDealMetric(metric) ? [...countingPeriods(today, calendar), periodOf('week', today, calendar)] : activityPeriods(today, calendar)

/** The course of a period for a member, as of the workspace's day. */
export const courseIn = (
  member: Member,
  { period, actual, target }: Pick<Measured, 'period' | 'actual'> & { readonly target: bigint | undefined },
  today: LocalDate,
  workspace: Workspace,
): Course => courseOf(actual, target, period, today, daysOf(member, workspace), workspace.rules.thresholds)

/**
 * Who of them is behind as of the workspace's day, and in what. Who has a target for revenue is measured by that alone, who has none by won
 * deals, and who has neither by activities, of which the one furthest behind counts: whoever brings the result is not told how to.
 */
export async function behindAmong(
  members: readonly Member[],
  today: LocalDate,
  workspace: Workspace,
  measure: Measure,
): Promise<ReadonlyMap<MemberId, MeasuredBehind>> {
  const found = new Map<MemberId, MeasuredBehind>()
  let open = members
  for (const metrics of [['revenue'], ['deals'], workspace.rules.activityKinds] as const) {
    const settled = new Set<MemberId>()
    for (const metric of metrics) {
      if (open.length === 0) return found
      const measured = await measure(metric, periodsOf(metric, today, workspace), open)
      for (const member of open) {
        const one = measured.get(member.id)
        if (!one) continue
        settled.add(member.id)
        const course = courseIn(member, one, today, workspace)
        if (reasonInFigures(member, course, one.period, today, workspace) !== undefined) continue
        const worst = found.get(member.id)
        if (!worst || shareOf(course) < shareOf(worst.course)) found.set(member.id, { ...one, course })
      }
    }
    open = open.filter(({ id }) => !settled.has(id))
  }
  return found
}

/** How much there is of what is expected by now. */
const shareOf = ({ attainment = 0, expectedShare = 1 }: Course): number => attainment / expectedShare
