// The pipeline in numbers: what each stage holds, how long deals typically stand there, how many go on, and since when one is stuck. Pure.
import { inPipelineOrder, weighted } from '../progress/forecast.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { PipelineSums, Stay, StuckLimit, WaySum } from './pipeline-store.ts'

/** From fewer than so many deals nothing is concluded. */
export const enough = 5

/** How many of the deals that left a stage came further. */
export interface Conversion {
  /** Deals that were in the stage and are decided there: won, lost, or once in a later stage. */
  readonly left: number
  /** Those of them that were won or reached a later stage. */
  readonly reached: number
}

/**
 * Conversion of each stage of the rules, in their order. A deal counts for every stage that it has been in, once it is decided there: when
 * it is won or lost, or has reached a stage that comes later in the rules, even if it went back since. Stages that the rules do not have
 * (any more) are passed over; a deal that was logged when it was won was in no stage and counts nowhere.
 */
export function conversions(
  ways: readonly WaySum[],
  { stages }: Pick<Rules, 'stages'>,
): readonly (Conversion & { readonly stage: string })[] {
  const order = new Map(stages.map(({ name }, index) => [name, index]))
  const found = stages.map(({ name }) => ({ stage: name, left: 0, reached: 0 }))
  for (const { state, path, count } of ways) {
    const places = path.flatMap((stage) => order.get(stage) ?? [])
    const furthest = Math.max(-1, ...places)
    for (const place of new Set(places)) {
      const sum = found[place]
      const wentOn = state === 'won' || furthest > place
      if (!sum || (state === 'open' && !wentOn)) continue
      sum.left += count
      if (wentOn) sum.reached += count
    }
  }
  return found
}

/** The median of how many days deals stood in a stage, of two in the middle the smaller one; undefined for too few. */
export function typicalDays(stays: readonly Stay[], stage: string): number | undefined {
  const there = stays.filter((stay) => stay.stage === stage).sort((a, b) => a.days - b.days)
  const all = there.reduce((sum, { count }) => sum + count, 0)
  if (all < enough) return undefined
  let passed = 0
  for (const { days, count } of there) {
    passed += count
    if (2 * passed >= all) return days
  }
  return undefined
}

/** After how many days in a stage a deal is stuck: so many times as is typical there, and never before the least of the rules. */
export const stuckAfter = (typical: number | undefined, { stuckTimes, stuckDays }: Pick<Rules, 'stuckTimes' | 'stuckDays'>): number =>
  Math.max(stuckDays, Math.ceil(stuckTimes * (typical ?? 0)))

/** Since when a deal must have been in each stage to be stuck today; of the stages that hold deals, known to the rules or not. */
export const stuckLimits = (
  { stages, stays }: Pick<PipelineSums, 'stages' | 'stays'>,
  rules: Pick<Rules, 'stuckTimes' | 'stuckDays'>,
  today: LocalDate,
): readonly StuckLimit[] =>
  stages
    .filter(({ stage }) => stage !== '')
    .map(({ stage }) => ({ stage, since: addDays(today, -stuckAfter(typicalDays(stays, stage), rules)) }))

/** One stage of the pipeline. */
export interface StageLine {
  /** Empty: in none. */
  readonly stage: string
  /** The rules have it. */
  readonly known: boolean
  readonly count: number
  /** Minor units, as is `weighted`. */
  readonly minor: bigint
  readonly weighted: bigint
  /** Mean days since its deals were opened, rounded half up; undefined where no day is known. */
  readonly age: number | undefined
  readonly typical: number | undefined
  /** Undefined for a stage that the rules do not have. */
  readonly conversion: Conversion | undefined
}

/** Every stage of the rules in their order, empty or not, then those that they do not have (any more) but that still hold deals. */
export function stageLines({ stages, ways, stays }: PipelineSums, rules: Rules): readonly StageLine[] {
  const rates = new Map(conversions(ways, rules).map((one) => [one.stage, one]))
  const empty = (stage: string) => ({ stage, count: 0, minor: 0n, age: { days: 0, deals: 0 } })
  const all = [...stages, ...rules.stages.filter(({ name }) => !stages.some(({ stage }) => stage === name)).map(({ name }) => empty(name))]
  return inPipelineOrder(all, rules).map(({ stage, count, minor, age }) => ({
    stage,
    known: rates.has(stage),
    count,
    minor,
    weighted: weighted([{ stage, minor }], rules),
    age: age.deals === 0 ? undefined : Number(divideHalfUp(BigInt(age.days), BigInt(age.deals))),
    typical: typicalDays(stays, stage),
    conversion: rates.get(stage),
  }))
}
