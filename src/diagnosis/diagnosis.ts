// Why somebody is behind: which of the four factors that revenue is the product of fell short, against their own past and against the
// team: docs/decisions/0043. Pure. A factor is named only where chance does not explain it.

import type { ActivityKind } from '../vocabulary/metrics.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { ascending, leastForMedian, medianInterval, medianOf, rateInterval, shareInterval } from './intervals.ts'
import type { Track } from './track.ts'

/** In the order in which they are named where two fell equally short. */
export const factors = ['activity', 'conversion', 'deal-size', 'cycle'] as const

interface Compared {
  /** Their own past, or the median of the team's others. */
  readonly against: 'own' | 'team'
  /** So much of the reference is missing: 0.5 for half of it, below 0 for who does better. Of a cycle: of how many deals it lets through. */
  readonly shortfall: number
  /** The reference lies outside the interval of what was measured, on the better side. */
  readonly isReal: boolean
}

/** A factor beside what it is compared with. */
export type Comparison = Compared &
  (
    | {
        readonly factor: 'activity'
        readonly kind: ActivityKind
        /** So many in so many working days; value and reference are per working day. */
        readonly count: number
        readonly days: number
        readonly value: number
        readonly reference: number
      }
    | { readonly factor: 'conversion'; readonly won: number; readonly decided: number; readonly value: number; readonly reference: number }
    /** Minor units. */
    | { readonly factor: 'deal-size'; readonly deals: number; readonly value: bigint; readonly reference: bigint }
    /** Days. */
    | { readonly factor: 'cycle'; readonly deals: number; readonly value: number; readonly reference: number }
  )

export interface Diagnosis {
  /** Everything that could be compared. */
  readonly comparisons: readonly Comparison[]
  /** The likely reason. */
  readonly reason: Comparison | undefined
  /** There is no reason, and neither their win rate nor the size of their deals could be compared: the data are too thin to say that there is none. */
  readonly isThin: boolean
}

/** Less than that is told of nobody, however sure it is. */
export const leastShortfall = 0.2
/** Fewer decided deals say nothing of a win rate; an activity of which fewer are expected says nothing of how busy somebody is. */
export const leastDecided = 10
export const leastExpected = 20
/** Somebody's usual is not known from fewer working days, nor a team's from fewer others. */
export const leastDays = 10
export const leastPeers = 3

interface Behind {
  readonly recent: Track
  readonly before: Track
  /** The team's others, in the same stretch of time as `recent`. */
  readonly peers: readonly Track[]
  /** In the order in which one leads to the next. */
  readonly kinds: readonly ActivityKind[]
}

export function diagnose(of: Behind): Diagnosis {
  const comparisons = [...activity(of), ...conversion(of), ...dealSize(of), ...cycle(of)]
  const reason = comparisons
    .filter(({ isReal, shortfall }) => isReal && shortfall >= leastShortfall)
    .reduce<Comparison | undefined>((worst, one) => (worst === undefined || one.shortfall > worst.shortfall ? one : worst), undefined)
  const told = comparisons.some(({ factor }) => factor === 'conversion' || factor === 'deal-size')
  return { comparisons, reason, isThin: reason === undefined && !told }
}

/** The first kind of the chain of which enough would be expected: what comes after it follows from it. */
function activity({ recent, before, peers, kinds }: Behind): readonly Comparison[] {
  if (recent.days < leastDays) return []
  for (const kind of kinds) {
    const count = recent.activities.get(kind) ?? 0
    const rate = (track: Track) => (track.days < leastDays ? undefined : (track.activities.get(kind) ?? 0) / track.days)
    const found = references(rate(before), peers.map(rate), medianOf).flatMap(({ against, reference }): Comparison[] => {
      if (reference * recent.days < leastExpected) return []
      const value = count / recent.days
      const isReal = rateInterval(count, recent.days).high < reference
      return [{ factor: 'activity', kind, count, days: recent.days, against, value, reference, shortfall: 1 - value / reference, isReal }]
    })
    if (found.length > 0) return found
  }
  return []
}

function conversion({ recent, before, peers }: Behind): readonly Comparison[] {
  const share = ({ won, lost }: Track) => (won + lost < leastDecided ? undefined : won / (won + lost))
  // Who never loses has not written losses down (an import of wins alone): nobody is held against that.
  const usual = (track: Track) => (track.lost === 0 ? undefined : share(track))
  const value = share(recent)
  if (value === undefined) return []
  const { won, lost } = recent
  const isBelow = shareInterval(won, won + lost).high
  return references(usual(before), peers.map(usual), medianOf).flatMap(({ against, reference }) =>
    reference === 0
      ? []
      : [
          {
            factor: 'conversion',
            won,
            decided: won + lost,
            against,
            value,
            reference,
            shortfall: 1 - value / reference,
            isReal: isBelow < reference,
          },
        ],
  )
}

function dealSize({ recent, before, peers }: Behind): readonly Comparison[] {
  const typical = ({ amounts }: Track) => (amounts.length < leastForMedian ? undefined : medianOf(amounts))
  const value = typical(recent)
  const interval = medianInterval(recent.amounts)
  if (value === undefined || interval === undefined) return []
  return references(typical(before), peers.map(typical), medianOf).flatMap(({ against, reference }) =>
    reference <= 0n
      ? []
      : [
          {
            factor: 'deal-size',
            deals: recent.amounts.length,
            against,
            value,
            reference,
            shortfall: missing(value, reference),
            isReal: interval.high < reference,
          },
        ],
  )
}

function cycle({ recent, before, peers }: Behind): readonly Comparison[] {
  const typical = ({ cycles }: Track) => (cycles.length < leastForMedian ? undefined : medianOf(cycles))
  const value = typical(recent)
  const interval = medianInterval(recent.cycles)
  if (value === undefined || interval === undefined) return []
  return references(typical(before), peers.map(typical), medianOf).map(({ against, reference }) => ({
    factor: 'cycle',
    deals: recent.cycles.length,
    against,
    value,
    reference,
    shortfall: value === 0 ? 0 : 1 - reference / value,
    isReal: interval.low > reference,
  }))
}

/** What there is to compare with: their own past first. */
function references<Value extends number | bigint>(
  own: Value | undefined,
  peers: readonly (Value | undefined)[],
  middle: (sorted: readonly Value[]) => Value | undefined,
): readonly { readonly against: 'own' | 'team'; readonly reference: Value }[] {
  const known = ascending(peers.filter((value) => value !== undefined))
  const team = known.length < leastPeers ? undefined : middle(known)
  return [
    ...(own === undefined ? [] : [{ against: 'own' as const, reference: own }]),
    ...(team === undefined ? [] : [{ against: 'team' as const, reference: team }]),
  ]
}

const precision = 10n ** 9n

/** 1 − value ÷ reference, the same whatever both are multiplied by. */
const missing = (value: bigint, reference: bigint): number => 1 - Number(divideHalfUp(value * precision, reference)) / Number(precision)
