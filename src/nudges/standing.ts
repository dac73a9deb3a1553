// How one member stands when they are written to: what they are measured by, and the deals and habits that their next step is made of.
import type { ActivityStore } from '../activities/activity-store.ts'
import type { Member, Workspace } from '../conversation/people.ts'
import type { DealStore } from '../deals/deal-store.ts'
import type { LeaderboardStore } from '../leaderboard/leaderboard-store.ts'
import type { TargetStore } from '../targets/target-store.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId } from '../vocabulary/ids.ts'
import { addDays, today as dayOf, type LocalDate } from '../vocabulary/local-date.ts'
import { isDealMetric, type Metric } from '../vocabulary/metrics.ts'
import type { Course } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import { behindAmong, type Measure, type Measured } from './measure.ts'
import { chancesOf, type NextStep, nextDeals, nextStep, type Rate, rateFor, usualOf } from './next-step.ts'
import { daysOf } from './nudge.ts'

export interface StandingNeeds {
  readonly deals: Pick<DealStore, 'standingAt' | 'list'>
  readonly targets: Pick<TargetStore, 'ofSubject'>
  readonly leaderboards: Pick<LeaderboardStore, 'lastWins'>
  readonly activities: Pick<ActivityStore, 'totals'>
}

/** Somebody who is behind in something, as of a day of the workspace. */
export interface Standing {
  readonly member: Member
  readonly workspace: Workspace
  readonly today: LocalDate
  readonly metric: Metric
  readonly period: Period
  readonly course: Course
  /** What is to go: minor units of revenue, else how many; above 0. */
  readonly gap: bigint
}

/** The same with what they could do next: about deals, or where they are behind in an activity how much of it a day. */
export type Behind = Standing &
  ({ readonly step: NextStep; readonly rate?: undefined } | { readonly step?: undefined; readonly rate: Rate })

/** So many of the last wins make the typical one. */
const lastWins = 50
/** So many open deals are looked at. */
const mostOpen = 200
/** Activities of so many days tell how many of them make a win. */
const habit = 180
/** And of so many how much of one somebody does in a day. */
const usualDays = 28

/** Undefined for somebody whom their figures, as of an instant, do not call behind (any more). */
export async function behindAt(member: Member, at: Instant, workspace: Workspace, needs: StandingNeeds): Promise<Behind | undefined> {
  const today = dayOf(at, workspace.timeZone)
  const found = (await behindAmong([member], today, workspace, ofOne(workspace, today, needs))).get(member.id)
  const gap = found?.course.gap ?? 0n
  if (!found || gap <= 0n) return undefined
  const { metric, period, course } = found
  return withStep({ member, workspace, today, metric, period, course, gap }, needs)
}

/** Reads the figures of a few people, each by themselves. */
const ofOne =
  ({ id }: Workspace, today: LocalDate, { targets, deals, activities }: StandingNeeds): Measure =>
  async (metric, periods, members) => {
    const found = new Map<MemberId, Measured>()
    for (const { id: member } of members) {
      const subject = { kind: 'member', member } as const
      const set = await targets.ofSubject(id, subject, metric, { from: today, to: today })
      const [target] = periods.flatMap((period) => set.filter(({ period: its, value }) => isSame(its, period) && value > 0n))
      if (!target) continue
      const { period, value } = target
      const actual =
        metric === 'revenue'
          ? (await deals.standingAt(id, member, [period], asId<DealNumber>(1))).standing.actual
          : ((await activities.totals(id, subject, period, [metric])).get(metric) ?? 0n)
      found.set(member, { metric, period, actual, target: value })
    }
    return found
  }

const isSame = (one: Period, other: Period): boolean => one.kind === other.kind && one.from === other.from

async function withStep(standing: Standing, needs: StandingNeeds): Promise<Behind> {
  const { member, workspace, today, metric, period, course, gap } = standing
  const { rules, calendar, id } = workspace
  const lately = (days: number): Period => ({ ...periodOf('day', today, calendar), from: addDays(today, -days) })
  const count = (totals: ReadonlyMap<string, bigint>, of: Metric) => totals.get(of) ?? 0n
  const whose = { kind: 'member', member: member.id } as const
  if (!isDealMetric(metric)) {
    const days = lately(usualDays)
    const done = count(await needs.activities.totals(id, whose, days, [metric]), metric)
    return { ...standing, rate: rateFor(gap, course.left, { done, days: workingDays(days.from, days.to, daysOf(member, workspace)) }) }
  }
  const kinds = rules.activityKinds
  const [open, wins, totals] = await Promise.all([
    needs.deals.list(id, { state: 'open', owner: member.id, from: period.from, to: period.to }, { skip: 0, take: mostOpen }),
    needs.leaderboards.lastWins(id, member.id, lastWins),
    needs.activities.totals(id, whose, lately(habit), [...kinds, 'deals']),
  ])
  const counts = [
    ...kinds.map((kind) => ({ stage: kind, count: count(totals, kind) })),
    { stage: 'won' as const, count: count(totals, 'deals') },
  ]
  const chances = chancesOf(open.deals, member.id, rules, metric)
  const usual = usualOf(wins, counts)
  return { ...standing, step: metric === 'revenue' ? nextStep(gap, chances, usual) : nextDeals(gap, chances, usual) }
}
