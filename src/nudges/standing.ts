// How one member stands when they are written to: what they are measured by, and the deals and habits that their next step is made of.
import type { ActivityStore } from '../activities/activity-store.ts'
import type { Member, Workspace } from '../conversation/people.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import type { DealStore } from '../deals/deal-store.ts'
import type { LeaderboardStore } from '../leaderboard/leaderboard-store.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import { addDays, today as dayOf, type LocalDate } from '../vocabulary/local-date.ts'
import { type Course, standing as courseOf } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { chancesOf, type NextStep, nextStep, usualOf } from './next-step.ts'
import { daysOf, reasonInFigures } from './nudge.ts'

export interface StandingNeeds {
  readonly deals: Pick<DealStore, 'standingAt' | 'list'>
  readonly leaderboards: Pick<LeaderboardStore, 'lastWins'>
  readonly activities: Pick<ActivityStore, 'totals'>
}

/** Somebody who is behind, as of a day of the workspace. */
export interface Behind {
  readonly member: Member
  readonly workspace: Workspace
  readonly today: LocalDate
  readonly period: Period
  readonly course: Course
  /** What is to go, in minor units; above 0. */
  readonly gap: bigint
  readonly step: NextStep
}

/** So many of the last wins make the typical one. */
const lastWins = 50
/** So many open deals are looked at. */
const mostOpen = 200
/** Activities of so many days make a habit. */
const habit = 180

/** The course of a period for a member, as of the workspace's day. */
export const courseIn = (
  member: Member,
  { period, actual, target }: { readonly period: Period; readonly actual: bigint; readonly target: bigint | undefined },
  today: LocalDate,
  workspace: Workspace,
): Course => courseOf(actual, target, period, today, daysOf(member, workspace), workspace.rules.thresholds)

/** Undefined for somebody whom their figures, as of an instant, do not call behind (any more). */
export async function behindAt(member: Member, at: Instant, workspace: Workspace, needs: StandingNeeds): Promise<Behind | undefined> {
  const today = dayOf(at, workspace.timeZone)
  const { standing } = await needs.deals.standingAt(
    workspace.id,
    member.id,
    countingPeriods(today, workspace.calendar),
    asId<DealNumber>(1),
  )
  const { period } = standing
  const course = courseIn(member, standing, today, workspace)
  if (reasonInFigures(member, course, period, today, workspace) !== undefined) return undefined
  const gap = course.gap ?? 0n
  if (gap <= 0n) return undefined
  return { member, workspace, today, period, course, gap, step: await stepOf({ member, workspace, today, period, gap }, needs) }
}

async function stepOf(
  { member, workspace, today, period, gap }: Pick<Behind, 'member' | 'workspace' | 'today' | 'period' | 'gap'>,
  { deals, leaderboards, activities }: StandingNeeds,
): Promise<NextStep> {
  const { id, rules, calendar } = workspace
  const kinds = rules.activityKinds
  const lately: Period = { ...periodOf('day', today, calendar), from: addDays(today, -habit) }
  const [open, wins, totals] = await Promise.all([
    deals.list(id, { state: 'open', owner: member.id, from: period.from, to: period.to }, { skip: 0, take: mostOpen }),
    leaderboards.lastWins(id, member.id, lastWins),
    activities.totals(id, { kind: 'member', member: member.id }, lately, [...kinds, 'deals']),
  ])
  const count = (metric: string) => totals.get(metric) ?? 0n
  const counts = [...kinds.map((kind) => ({ stage: kind, count: count(kind) })), { stage: 'won' as const, count: count('deals') }]
  return nextStep(gap, chancesOf(open.deals, member.id, rules), usualOf(wins, counts))
}
