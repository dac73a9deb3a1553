// Dividing a target among those below, or over the periods in it. The parts sum to the whole exactly (largest remainder).
//
// Weeks belong to the period in which their fourth day lies (period.ts), so that each week is in one month, one quarter and one year: the
// weeks of a month sum to the month, and a year into weeks is every week once, with the first and the last reaching over its edges.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { divide } from '../vocabulary/money.ts'
import { type Period, type PeriodKind, periodKey, periodKinds, subPeriods } from '../vocabulary/period.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { InForce } from './assignment.ts'
import { fullWeight, headWeight, rampWeight, reachedBy, yearBefore } from './split-shares.ts'
import { subjectKey } from './target.ts'
import type { Reached } from './target-store.ts'
import { isExpected, type TargetNode, withBelow } from './target-tree.ts'

/**
 * `below`: the teams right below and the people in none of them. `everyone`: the same, and on down from each team. `people`: everybody
 * below, whatever their team.
 */
export const intoWhom = ['below', 'teams', 'people', 'everyone'] as const
export const intoPeriods = ['quarters', 'months', 'weeks'] as const
export type Into = (typeof intoWhom)[number] | (typeof intoPeriods)[number]

const kinds = { quarters: 'quarter', months: 'month', weeks: 'week' } as const

/** The kind of the periods into which is divided; undefined where it is among people. */
export const periodsOf = (into: Into): PeriodKind | undefined => (into in kinds ? kinds[into as keyof typeof kinds] : undefined) // it is one of its keys

export const isSmaller = (kind: PeriodKind, than: PeriodKind): boolean => periodKinds.indexOf(kind) > periodKinds.indexOf(than)

/** `weights`: by `subjectKey` or `periodKey`; who is not in it gets nothing. */
export type Measure =
  | { readonly by: 'even' }
  | { readonly by: 'last year' }
  | { readonly by: 'weight'; readonly weights: ReadonlyMap<string, number> }

export interface Split {
  readonly node: TargetNode
  /** The target that is divided: minor units, or how many. */
  readonly value: bigint
  readonly period: Period
  readonly into: Into
  readonly measure: Measure
  /** The targets that stand in the period. */
  readonly inForce: InForce
  /** What was reached in the same period a year before, by `periodKey` of that period. */
  readonly lastYear: ReadonlyMap<string, readonly Reached[]>
  /** Minor units of a whole unit of money, 1 of what is counted: parts are whole units where they are large enough. */
  readonly unit: bigint
  readonly calendar: FiscalCalendar
  readonly rules: Pick<Rules, 'ramp'>
}

/** A part; 0 for who gets nothing, so that nothing of an earlier split stays. */
export interface Part {
  readonly node: TargetNode
  readonly period: Period
  readonly value: bigint
  /** How far below the divided one it is: 1 right below. */
  readonly depth: number
}

export interface Plan {
  readonly parts: readonly Part[]
  /** Those whose part could not be divided by last year, as nothing was reached then: it was divided evenly. */
  readonly withoutHistory: readonly TargetNode[]
  /** People who ramp up, with what they carry of theirs, in whole percent. */
  readonly ramping: readonly { readonly node: TargetNode; readonly percent: number }[]
  /** People who get no part: managers and admins without a target of their own. */
  readonly leftOut: readonly TargetNode[]
}

/** Somebody who has a part: a rep or a lead, whoever has a target in the period already, whoever a weight was given. */
const carrier =
  ({ inForce, measure }: Split) =>
  (node: TargetNode): boolean =>
    isExpected(node) || inForce.has(subjectKey(node.subject)) || (measure.by === 'weight' && measure.weights.has(subjectKey(node.subject)))

/** Among whom a node's target is divided; empty where nobody is below. */
export function takers(node: TargetNode, split: Split): readonly TargetNode[] {
  const carries = carrier(split)
  const takes = (child: TargetNode) =>
    child.member ? carries(child) : withBelow(child).some((one) => one.member && carries(one)) || carries(child)
  if (split.into === 'people') return withBelow(node).filter((one) => one !== node && one.member && carries(one))
  return node.children.filter((child) => takes(child) && (split.into !== 'teams' || !child.member))
}

/** The parts of a target; undefined where there is nobody to divide it among. */
export function planSplit(split: Split): Plan | undefined {
  const { node, value, period, calendar, rules } = split
  const kind = periodsOf(split.into)
  if (kind) return overPeriods(split, kind)
  const carries = carrier(split)
  const parts: Part[] = []
  const withoutHistory: TargetNode[] = []
  const share = (from: TargetNode, whole: bigint, depth: number): void => {
    const below = takers(from, split)
    if (below.length === 0) return
    const weighed = below.map((child) => weightOf(child, split, carries))
    const fellBack = split.measure.by === 'last year' && isNothing(weighed)
    if (fellBack) withoutHistory.push(from)
    const weights = fellBack ? below.map((child) => evenWeight(child, carries)) : weighed
    const values = inWholeUnits(whole, isNothing(weights) ? below.map(() => 1n) : weights, split.unit)
    for (const [index, child] of below.entries()) {
      const part = values[index] ?? 0n
      parts.push({ node: child, period, value: part, depth })
      if (split.into === 'everyone') share(child, part, depth + 1)
    }
  }
  share(node, value, 1)
  if (parts.length === 0) return undefined
  const isEven = split.measure.by === 'even' || withoutHistory.length > 0
  const people = withBelow(node).filter((one) => one.member)
  return {
    parts,
    withoutHistory,
    ramping: people.flatMap((one) => {
      const weight = rampWeight(one, period, calendar, rules)
      return isEven && carries(one) && weight < fullWeight ? { node: one, percent: Math.round(Number(weight) / 100) } : []
    }),
    leftOut: people.filter((one) => one !== node && !carries(one)),
  }
}

function overPeriods(split: Split, kind: PeriodKind): Plan | undefined {
  const { node, value, period, calendar, measure, unit } = split
  const periods = subPeriods(kind, period, calendar)
  if (periods.length === 0) return undefined
  const weighed = periods.map((one) => {
    if (measure.by === 'even') return 1n
    if (measure.by === 'weight') return BigInt(measure.weights.get(periodKey(one)) ?? 0)
    return reachedBy(node, split.lastYear.get(periodKey(yearBefore(one, calendar))) ?? [])
  })
  const nothing = isNothing(weighed)
  const values = inWholeUnits(value, nothing ? periods.map(() => 1n) : weighed, unit)
  return {
    parts: periods.map((one, index) => ({ node, period: one, value: values[index] ?? 0n, depth: 1 })),
    withoutHistory: nothing && measure.by === 'last year' ? [node] : [],
    ramping: [],
    leftOut: [],
  }
}

const isNothing = (weights: readonly bigint[]): boolean => weights.every((weight) => weight === 0n)

/** What is set is a full target; what a newcomer carries of it is taken into account where it is measured, and only there. */
const evenWeight = (node: TargetNode, carries: (person: TargetNode) => boolean): bigint => headWeight(node, carries, () => fullWeight)

function weightOf(node: TargetNode, split: Split, carries: (person: TargetNode) => boolean): bigint {
  const { measure } = split
  if (measure.by === 'even') return evenWeight(node, carries)
  if (measure.by === 'weight') return BigInt(measure.weights.get(subjectKey(node.subject)) ?? 0)
  return reachedBy(node, split.lastYear.get(periodKey(yearBefore(split.period, split.calendar))) ?? [])
}

/** Divides in whole units where each part has a hundred of them on average, so that targets are numbers that people would set. */
function inWholeUnits(total: bigint, weights: readonly bigint[], unit: bigint): bigint[] {
  const whole = total % unit === 0n && total / unit >= 100n * BigInt(weights.length)
  return whole ? divide(total / unit, weights).map((part) => part * unit) : divide(total, weights)
}

/** The periods of which last year's figures are needed: those of the year before. */
export const historyOf = ({ period, into, calendar }: Pick<Split, 'period' | 'into' | 'calendar'>): readonly Period[] => {
  const kind = periodsOf(into)
  const periods = kind ? subPeriods(kind, period, calendar) : [period]
  return [...new Map(periods.map((one) => yearBefore(one, calendar)).map((one) => [periodKey(one), one])).values()]
}
