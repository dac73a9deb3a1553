// One concrete next step for somebody who is behind: which of their open deals would close the gap, or how many usual ones. Pure.
import { type Ratio, ratios, type Stage } from '../activities/ratios.ts'
import { credits } from '../deals/day-totals.ts'
import type { Deal } from '../deals/deal.ts'
import { median } from '../leaderboard/position.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { ActivityKind, DealMetric } from '../vocabulary/metrics.ts'
import { probabilityOf, type Rules } from '../vocabulary/rules.ts'

/** An open deal that would close somebody's gap, or some of it. */
export interface Chance {
  readonly deal: Deal
  /** What of it is theirs, in minor units. */
  readonly minor: bigint
  /** In whole percent. */
  readonly probability: number
}

/** More deals than this are no next step. */
const mostDeals = 3
/** So many chances are combined: the likeliest, and the largest, so that the fewest that close a gap are always among them. */
const mostChances = 40
/** From fewer wins nothing typical is concluded. */
const leastWins = 3
/** More usual deals than this are a wall and no step. */
const mostTypical = 12

/** What somebody usually does: the median of their wins in minor units, and how many of an activity lead to one. */
export interface Usual {
  readonly typical: bigint | undefined
  readonly activity: { readonly kind: ActivityKind; readonly perWin: number } | undefined
}

export interface NextStep {
  /** The open deals to look at, the most likely first; none where there are none. */
  readonly chances: readonly Chance[]
  /** What they would bring, in what the gap is in. */
  readonly sum: bigint
  /** They would close the gap. */
  readonly closes: boolean
  /** What is left then: so many usual deals. Undefined where nothing is left, nothing is usual, or it is too many to be a step. */
  readonly rest: { readonly minor: bigint; readonly typical: bigint; readonly deals: number } | undefined
  /** The activity that brings as many, where no open deal is there to look at. */
  readonly activity: { readonly kind: ActivityKind; readonly perWin: number; readonly count: number } | undefined
  /** What is left is more than anybody would call a step. */
  readonly isMuch: boolean
}

/** The step of somebody who is behind in what they do. */
export interface Rate {
  /** So many on each working day that is left; undefined where none is, or it is more than anybody would call a step. */
  readonly aDay: number | undefined
  readonly isMuch: boolean
}

/** More than so many times what somebody usually does in a day is no step. */
const mostTimes = 4

/** The gap spread over the working days left, held against what they did on so many working days before. */
export function rateFor(gap: bigint, left: number, usual: { readonly done: bigint; readonly days: number }): Rate {
  if (left <= 0) return { aDay: undefined, isMuch: false }
  const days = BigInt(left)
  const aDay = (gap + days - 1n) / days
  const isMuch = usual.done >= leastWins && aDay * BigInt(usual.days) > BigInt(mostTimes) * usual.done
  return { aDay: isMuch ? undefined : Number(aDay), isMuch }
}

const size = (minor: bigint, probability: number): bigint => minor * BigInt(probability)

/** The open deals of somebody with what is theirs of each; those that would bring them nothing are left out. A deal counts for its owner. */
export function chancesOf(
  deals: readonly Deal[],
  member: MemberId,
  rules: Pick<Rules, 'stages'>,
  metric: DealMetric = 'revenue',
): readonly Chance[] {
  return deals.flatMap((deal): Chance[] => {
    const minor = credits(deal).reduce((sum, credit) => (credit.member === member ? sum + credit.minor : sum), 0n)
    const counts = metric === 'revenue' ? minor > 0n : deal.owner === member
    return counts ? [{ deal, minor, probability: probabilityOf(deal.stage, rules) }] : []
  })
}

/** By how likely they are times how large, then the larger, then the older number. */
const likeliestFirst = (a: Chance, b: Chance): number =>
  compare(size(b.minor, b.probability), size(a.minor, a.probability)) || compare(b.minor, a.minor) || a.deal.number - b.deal.number

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * What would close the gap (minor units, above 0): the fewest open deals that do, at most three, of those sets the likeliest (Σ probability ×
 * amount). Where none does, the likeliest three at most, and usual deals for the rest.
 */
export function nextStep(gap: bigint, chances: readonly Chance[], usual: Usual): NextStep {
  const sorted = [...chances].sort(likeliestFirst)
  const closing = fewest(gap, sorted)
  if (closing) return { chances: closing, sum: sumOf(closing), closes: true, rest: undefined, activity: undefined, isMuch: false }
  const best = sorted.slice(0, mostDeals)
  const left = gap - sumOf(best)
  const deals = usual.typical !== undefined && usual.typical > 0n ? (left + usual.typical - 1n) / usual.typical : undefined
  const isMuch = deals !== undefined && deals > BigInt(mostTypical)
  const rest =
    deals === undefined || usual.typical === undefined || isMuch ? undefined : { minor: left, typical: usual.typical, deals: Number(deals) }
  const activity =
    rest && best.length === 0 && usual.activity ? { ...usual.activity, count: Math.ceil(usual.activity.perWin * rest.deals) } : undefined
  return { chances: best, sum: sumOf(best), closes: false, rest, activity, isMuch }
}

/** The same of somebody who is so many deals behind: the likeliest open ones, three at most, and how many are left to find. */
export function nextDeals(gap: bigint, chances: readonly Chance[], { activity: habit }: Pick<Usual, 'activity'>): NextStep {
  const likeliest = [...chances].sort((a, b) => b.probability - a.probability || compare(b.minor, a.minor) || a.deal.number - b.deal.number)
  const best = likeliest.slice(0, gap < BigInt(mostDeals) ? Number(gap) : mostDeals)
  const sum = BigInt(best.length)
  const left = gap - sum
  const isMuch = left > BigInt(mostTypical)
  const rest = left === 0n || isMuch ? undefined : { minor: left, typical: 1n, deals: Number(left) }
  const activity = rest && best.length === 0 && habit ? { ...habit, count: Math.ceil(habit.perWin * rest.deals) } : undefined
  return { chances: best, sum, closes: left === 0n, rest, activity, isMuch }
}

const sumOf = (chances: readonly Chance[]): bigint => chances.reduce((sum, { minor }) => sum + minor, 0n)

/** The smallest set that reaches the gap, the likeliest of its size; undefined where none of at most three does. */
function fewest(gap: bigint, sorted: readonly Chance[]): readonly Chance[] | undefined {
  const largest = [...sorted].sort((a, b) => compare(b.minor, a.minor)).slice(0, mostDeals)
  const pool = [...new Set([...sorted.slice(0, mostChances), ...largest])].sort(likeliestFirst)
  for (let count = 1; count <= mostDeals; count += 1) {
    let best: { readonly set: readonly Chance[]; readonly weight: bigint } | undefined
    for (const set of sets(pool, count)) {
      if (sumOf(set) < gap) continue
      const weight = set.reduce((sum, { minor, probability }) => sum + size(minor, probability), 0n)
      if (!best || weight > best.weight) best = { set, weight }
    }
    if (best) return best.set
  }
  return undefined
}

/** Every set of that many, each in the order of the whole. */
function* sets<T>(all: readonly T[], count: number, from = 0): Generator<readonly T[]> {
  if (count === 0) return yield []
  for (let at = from; at <= all.length - count; at += 1) {
    const one = all[at] as T // within the list
    for (const rest of sets(all, count - 1, at + 1)) yield [one, ...rest]
  }
}

/** Of the latest wins, what of each is theirs; `counts`: of each kind of activity and of won deals, in the order in which one leads to the other. */
export function usualOf(wins: readonly bigint[], counts: readonly { readonly stage: Stage; readonly count: bigint }[]): Usual {
  const toWin = ratios(counts).find((ratio): ratio is Ratio & { readonly from: ActivityKind; readonly value: number } => {
    return ratio.to === 'won' && ratio.from !== 'won' && ratio.value !== undefined
  })
  return {
    typical: wins.length < leastWins ? undefined : median(wins),
    activity: toWin && { kind: toWin.from, perWin: toWin.value },
  }
}
