// What is read for a week's shout-outs.
import type { Member, Workspace } from '../conversation/people.ts'
import type { LeaderboardStore, SetTarget } from '../leaderboard/leaderboard-store.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { type Honoured, honoursOf, type Seller, thanksOf } from './honours.ts'
import { weeksUpTo } from './improvement.ts'
import type { ShoutOutsStore, Win } from './shout-outs-store.ts'
import { type Asked, askedOf, measuresOf, periodsOver } from './target-part.ts'

export interface WeekNeeds {
  readonly leaderboards: Pick<LeaderboardStore, 'sums' | 'targets'>
  readonly shoutOuts: ShoutOutsStore
}

export interface Week {
  readonly period: Period
  readonly honoured: readonly Honoured[]
  /** The win that brought each of those who are honoured the most. */
  readonly wins: ReadonlyMap<MemberId, Win>
  readonly thanks: { readonly count: number; readonly most: readonly Member[] }
  /** How many deals all won together, also those who are not named. */
  readonly deals: bigint
}

/** The week of a day as of it, without what came later. */
export async function readWeek(day: LocalDate, workspace: Workspace, { leaderboards, shoutOuts }: WeekNeeds): Promise<Week> {
  const { id, rules, calendar } = workspace
  const period = periodOf('week', day, calendar)
  const soFar = { from: period.from, to: day }
  const [revenue, deals, thanks, ...activities] = await Promise.all([
    leaderboards.sums(workspace, 'revenue', undefined, [soFar, ...weeksUpTo(period)]),
    leaderboards.sums(workspace, 'deals', undefined, [soFar]),
    shoutOuts.thanks(id, soFar),
    ...rules.activityKinds.map(async (kind) => ({ kind, ...(await leaderboards.sums(workspace, kind, undefined, [soFar])) })),
  ])
  const logged = activities.filter(({ whole: [all = 0n] }) => all > 0n)
  const asked = await askedOfEach(period, workspace, leaderboards)
  const [sold, ...busy] = await Promise.all([asked('revenue'), ...logged.map(({ kind }) => asked(kind))])
  const counts = logged.map(({ kind, members }, index) => ({
    kind,
    of: new Map(members.map(({ member, sums: [count = 0n] }) => [member.id, count])),
    asked: busy[index],
  }))
  const sellers = revenue.members.map(
    ({ member, sums: [value = 0n, ...earlier] }): Seller => ({
      member,
      value,
      earlier,
      asked: sold(member),
      activities: counts.map(({ kind, of, asked: askedOfKind }) => ({
        kind,
        count: of.get(member.id) ?? 0n,
        asked: askedOfKind?.(member),
      })),
    }),
  )
  const honoured = honoursOf(period, sellers, calendar)
  const winners = honoured
    .filter(({ honours }) => honours.some((one) => one.for !== 'activity'))
    .flatMap(({ members }) => members.slice(0, 3))
  const wins = await shoutOuts.bestOf(id, [...new Set(winners.map((member) => member.id))], soFar)
  const members = revenue.members.map(({ member }) => member)
  return { period, honoured, wins, thanks: thanksOf(thanks, members), deals: deals.whole[0] ?? 0n }
}

/** Finds what the targets of a metric ask of each member in a period. */
export async function askedOfEach(
  period: Period,
  { id, calendar, rules }: Workspace,
  leaderboards: Pick<LeaderboardStore, 'targets'>,
): Promise<(metric: Metric) => Promise<(member: Pick<Member, 'id' | 'startedOn'>) => Asked | undefined>> {
  const kinds = measuresOf(period.kind)
  const periods = periodsOver(kinds, period, calendar)
  return async (metric) => {
    const targets = new Map<MemberId, SetTarget[]>()
    for (const target of await leaderboards.targets(id, metric, periods)) {
      if (target.subject.kind !== 'member') continue
      targets.set(target.subject.member, [...(targets.get(target.subject.member) ?? []), target])
    }
    return (member) => {
      const own = ownDays(calendar, { leave: [], startedOn: member.startedOn }, rules.ramp)
      return askedOf(period, kinds, targets.get(member.id) ?? [], { ...calendar, ...own })
    }
  }
}
