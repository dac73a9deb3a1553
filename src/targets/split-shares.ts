// By what measure a target is divided: the weights of those who share it.

import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { addMonths } from '../vocabulary/local-date.ts'
import { type Period, periodNumbered, periodOf } from '../vocabulary/period.ts'
import { ownDays, rampedDays } from '../vocabulary/ramp.ts'
import type { Rules } from '../vocabulary/rules.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import type { Reached } from './target-store.ts'
import { type TargetNode, withBelow } from './target-tree.ts'

/** So many parts of a full target one person carries: 10,000 is all of it. */
export const fullWeight = 10_000n

/**
 * What a person weighs where everybody gets the same: a full target, or of somebody who ramps up the part of the period's working days that
 * they carry. Leave does not change it: a target is for the whole period.
 */
export function rampWeight({ member }: TargetNode, period: Period, calendar: FiscalCalendar, rules: Pick<Rules, 'ramp'>): bigint {
  const days = workingDays(period.from, period.to, calendar)
  if (!member?.startedOn || days === 0) return fullWeight
  const own = ownDays(calendar, { leave: [], startedOn: member.startedOn }, rules.ramp)
  return BigInt(Math.round((rampedDays(period.from, period.to, own) * Number(fullWeight)) / (100 * days)))
}

/** A node weighs what the people below it weigh together; `carries` says who of them has a part at all. */
export const headWeight = (node: TargetNode, carries: (person: TargetNode) => boolean, weigh: (person: TargetNode) => bigint): bigint =>
  withBelow(node).reduce((sum, one) => (one.member && carries(one) ? sum + weigh(one) : sum), 0n)

/** What was reached by a person, a team with those below it (as whose it counted then), or the company; never below 0. */
export function reachedBy(node: TargetNode, reached: readonly Reached[]): bigint {
  const of = whose(node)
  const sum = reached.reduce((all, one) => (of(one) ? all + one.value : all), 0n)
  return sum > 0n ? sum : 0n
}

function whose(node: TargetNode): (one: Reached) => boolean {
  if (node.subject.kind === 'company') return () => true
  const all = withBelow(node).map(({ subject }) => subject)
  const teams = new Set<TeamId>(all.flatMap((subject) => (subject.kind === 'team' ? subject.team : [])))
  const members = new Set<MemberId>(all.flatMap((subject) => (subject.kind === 'member' ? subject.member : [])))
  return node.subject.kind === 'member' ? ({ member }) => members.has(member) : ({ team }) => team !== undefined && teams.has(team)
}

/** The same period a year before: of week 53 the last one that there is, of 29 February the day before. */
export function yearBefore(period: Period, calendar: FiscalCalendar): Period {
  const { kind, index } = period
  const year = period.year - 1
  if (kind === 'day') return periodOf('day', addMonths(period.from, -12), calendar)
  if (kind === 'year') return periodNumbered({ kind, year }, calendar) ?? period
  if (kind === 'month') return periodOf('month', addMonths(period.from, -12), calendar)
  return periodNumbered({ kind, year, index }, calendar) ?? periodNumbered({ kind, year, index: index - 1 }, calendar) ?? period
}
