// How far a handful of numbers may lie from what is behind them: 95 % intervals, so that chance is not taken for a reason. Pure.

/** Where something that was measured may lie. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The normal distribution's 97.5 % quantile: an interval of 95 %. */
const z = 1.96

/**
 * Of a share of `hits` in `tries` (above 0). Wilson's score interval: E. B. Wilson, Probable inference, JASA 22 (1927) 209–212; good from
 * ten tries on: Brown, Cai, DasGupta, Interval estimation for a binomial proportion, Statistical Science 16 (2001) 101–133.
 */
export function shareInterval(hits: number, tries: number): Interval {
  const share = hits / tries
  const spread = (z * z) / tries
  const middle = (share + spread / 2) / (1 + spread)
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / tries + spread / (4 * tries))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** Of a count of what happens now and then, per so many days. The score interval of Poisson's mean: (λ − count)² = z² λ, solved for λ. */
export function rateInterval(count: number, days: number): Interval {
  const middle = count + (z * z) / 2
  const half = z * Math.sqrt(count + (z * z) / 4)
  return { low: Math.max(0, middle - half) / days, high: (middle + half) / days }
}

/** Fewer values than this have no interval of 95 % at all: all of five lie on one side of their median in 1 of 16 cases, of six in 1 of 32. */
export const leastForMedian = 6

/**
 * Of a median, whatever the values' distribution: the two that lie at those ranks. Undefined for too few.
 * W. J. Conover, Practical Nonparametric Statistics, chapter 3.2: ranks n/2 ± z √n / 2; never beyond the smallest and the largest.
 */
export function medianInterval<Value>(sorted: readonly Value[]): { readonly low: Value; readonly high: Value } | undefined {
  const count = sorted.length
  if (count < leastForMedian) return undefined
  const rank = Math.max(1, Math.floor((count - z * Math.sqrt(count)) / 2))
  const low = sorted[rank - 1]
  const high = sorted[count - rank]
  return low === undefined || high === undefined ? undefined : { low, high }
}

/** The middle one, of two the smaller; undefined of none. */
export const medianOf = <Value>(sorted: readonly Value[]): Value | undefined => sorted[Math.floor((sorted.length - 1) / 2)]

export const ascending = <Value extends number | bigint>(values: readonly Value[]): readonly Value[] =>
  [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
