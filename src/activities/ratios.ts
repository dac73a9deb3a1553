// How many of one kind of activity lead to one of the next, and to a win.
import type { ActivityKind } from '../vocabulary/metrics.ts'

/** A step from activity to win: a kind of activity, or `won` for won deals. */
export type Stage = ActivityKind | 'won'

export interface Ratio {
  readonly from: Stage
  readonly to: Stage
  /** How many of `from` there were for each of `to`, to one decimal; undefined where there are too few to say. */
  readonly value: number | undefined
}

/** Fewer of either step than this, and a ratio would be chance. */
export const leastForRatio = 3

/**
 * From each step to the next, and from each to a win; of the steps that were logged at all. `counts` are in the order in which one leads
 * to the other, won deals last.
 */
export function ratios(counts: readonly { readonly stage: Stage; readonly count: bigint }[]): readonly Ratio[] {
  const won = counts.at(-1)
  const logged = counts.slice(0, -1).filter(({ count }) => count > 0n)
  if (!won) return []
  const pairs = logged.flatMap((from, index) => {
    const next = logged[index + 1]
    return next ? [[from, next] as const] : []
  })
  return [...pairs, ...logged.map((from) => [from, won] as const)].map(([from, to]) => ({
    from: from.stage,
    to: to.stage,
    value:
      from.count < BigInt(leastForRatio) || to.count < BigInt(leastForRatio)
        ? undefined
        : Number((from.count * 20n + to.count) / (2n * to.count)) / 10, // half up
  }))
}
