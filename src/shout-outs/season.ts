// What is read for the MVP of a month or a quarter.
import type { Workspace } from '../conversation/people.ts'
import { type Period, subPeriods } from '../vocabulary/period.ts'
import { ownDays, rampedDays } from '../vocabulary/ramp.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import { mayBeNamed } from './honours.ts'
import { type Mvp, mvpOf, type Player } from './mvp.ts'
import type { Win } from './shout-outs-store.ts'
import { askedOf, measuresOf, periodsOver, type Ratio, reachedOf } from './target-part.ts'
import { askedOfEach, type WeekNeeds } from './week.ts'

export interface Season {
  readonly period: Period
  readonly mvp: Mvp | undefined
  /** What all reached together, also those who are not named, in minor units and deals. */
  readonly value: bigint
  readonly deals: bigint
  /** … of the company's target. */
  readonly share: Ratio | undefined
  /** The largest win of those who may be named. */
  readonly largest: (Win & { readonly owner: string }) | undefined
  /** Of a quarter the MVPs of its months. */
  readonly months: readonly { readonly month: Period; readonly mvp: Mvp }[]
}

export async function readSeason(period: Period, workspace: Workspace, needs: WeekNeeds): Promise<Season> {
  const { id, calendar } = workspace
  const kinds = measuresOf(period.kind)
  const inMonths = period.kind === 'quarter' ? subPeriods('month', period, calendar) : []
  const [{ players, value, deals }, targets, ...months] = await Promise.all([
    readPlayers(period, workspace, needs),
    needs.leaderboards.targets(id, 'revenue', periodsOver(kinds, period, calendar)),
    ...inMonths.map(async (month) => ({ month, mvp: mvpOf((await readPlayers(month, workspace, needs)).players) })),
  ])
  const companys = targets.filter(({ subject }) => subject.kind === 'company')
  const except = players.filter(({ member }) => !mayBeNamed(member)).map(({ member }) => member.id)
  const [largest] = await needs.shoutOuts.largest(id, period, { except, take: 1 })
  const owner = players.find(({ member }) => member.id === largest?.member)?.member.name
  return {
    period,
    mvp: mvpOf(players),
    value,
    deals,
    share: reachedOf(value, askedOf(period, kinds, companys, calendar)),
    largest: largest && owner !== undefined ? { ...largest, owner } : undefined,
    months: months.flatMap(({ month, mvp }) => (mvp ? [{ month, mvp }] : [])),
  }
}

async function readPlayers(period: Period, workspace: Workspace, { leaderboards }: WeekNeeds) {
  const { calendar, rules } = workspace
  const [revenue, deals, asked] = await Promise.all([
    leaderboards.sums(workspace, 'revenue', undefined, [period]),
    leaderboards.sums(workspace, 'deals', undefined, [period]),
    askedOfEach(period, workspace, leaderboards).then((of) => of('revenue')),
  ])
  const wins = new Map(deals.members.map(({ member, sums: [count = 0n] }) => [member.id, count]))
  const players = revenue.members.map(({ member, sums: [value = 0n] }): Player => {
    const own = ownDays(calendar, { leave: [], startedOn: member.startedOn }, rules.ramp)
    const ramping = rampedDays(period.from, period.to, own) < 100 * workingDays(period.from, period.to, calendar)
    return { member, value, deals: wins.get(member.id) ?? 0n, asked: asked(member), ramping }
  })
  return { players, value: revenue.whole[0] ?? 0n, deals: deals.whole[0] ?? 0n }
}
