// Who stands where: by value or by attainment. Equal figures share a rank, and the next one is as far behind as there are people before it: 1, 2, 2, 4.

/** `value`: what was reached in the period. `attainment`: what was reached of the target. */
export const orders = ['value', 'attainment'] as const
export type Order = (typeof orders)[number]

/** Minor units for revenue, else how many. */
export interface Figures {
  readonly value: bigint
  /** What was reached of the target; in another period than `value` where the target is for that one. */
  readonly measured: bigint
  /** More than 0. */
  readonly target: bigint | undefined
}

/**
 * Below 0 where the first one stands before the second, 0 where they share a place. Exact: shares are compared by multiplying across. By
 * attainment whoever has no target stands behind those who have one, and beside each other.
 */
export function compareFigures(a: Figures, b: Figures, order: Order): number {
  if (order === 'value') return difference(b.value, a.value)
  if (a.target === undefined || b.target === undefined) return Number(a.target === undefined) - Number(b.target === undefined)
  return difference(b.measured * a.target, a.measured * b.target)
}

const difference = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1)

export type Ranked<Entry> = Entry & {
  /** 1 and up; undefined by attainment for who has no target. */
  readonly rank: number | undefined
}

/** In order, with their ranks; those who share one by name. */
export function ranked<Entry extends Figures & { readonly name: string }>(
  entries: readonly Entry[],
  order: Order,
): readonly Ranked<Entry>[] {
  const sorted = [...entries].sort((a, b) => compareFigures(a, b, order) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  let rank = 0
  return sorted.map((entry, index) => {
    const before = sorted[index - 1]
    if (!before || compareFigures(before, entry, order) !== 0) rank = index + 1
    return { ...entry, rank: order === 'attainment' && entry.target === undefined ? undefined : rank }
  })
}

/** How far somebody came since the board before: places won (below 0: lost), or `new` for who was not on it. Undefined without a rank. */
export const movement = (rank: number | undefined, before: number | undefined): number | 'new' | undefined =>
  rank === undefined ? undefined : before === undefined ? 'new' : before - rank

/** Who won the most places, at least one; where several did, those of them who grew the most. */
export function mostImproved<Entry extends { readonly moved: number | 'new' | undefined; readonly grown: bigint }>(
  entries: readonly Entry[],
): ReadonlySet<Entry> {
  const climbed = entries.flatMap((entry) => (typeof entry.moved === 'number' && entry.moved > 0 ? [{ entry, by: entry.moved }] : []))
  const most = Math.max(...climbed.map(({ by }) => by))
  const best = climbed.filter(({ by }) => by === most).map(({ entry }) => entry)
  const grown = best.reduce((largest, entry) => (entry.grown > largest ? entry.grown : largest), best[0]?.grown ?? 0n)
  return new Set(best.filter((entry) => entry.grown === grown))
}
