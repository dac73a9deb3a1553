// Where somebody stands on a board, for their eyes only: the place, the gap to the one above, and what would close it.
import type { Board, Entry } from './board.ts'
import { compareFigures, type Ranked } from './ranking.ts'

export interface Position {
  readonly rank: number | undefined
  /** How many have a place on the board. */
  readonly of: number
  readonly own: Ranked<Entry>
  /** The last of those before them, and how much more it takes to draw level with that one; undefined for the first, and without a place. */
  readonly above: { readonly entry: Ranked<Entry>; readonly gap: bigint } | undefined
}

/** Undefined for who is not on the board. */
export function positionOn({ entries, topic }: Board, member: Entry['member']['id']): Position | undefined {
  const own = entries.find((entry) => entry.member.id === member)
  if (!own) return undefined
  const placed = entries.filter(({ rank }) => rank !== undefined)
  const above = own.rank === undefined ? undefined : placed.filter((entry) => compareFigures(entry, own, topic.order) < 0).at(-1)
  return { rank: own.rank, of: placed.length, own, above: above && { entry: above, gap: gapTo(above, own, topic.order) } }
}

/** By attainment: own target × the other's measured ÷ the other's target, rounded up, less what there is. */
function gapTo(above: Entry, own: Entry, order: Board['topic']['order']): bigint {
  if (order === 'value' || above.target === undefined || own.target === undefined) return above.value - own.value
  return (own.target * above.measured + above.target - 1n) / above.target - own.measured
}

/** The middle one, or the mean of the two in the middle, rounded down; undefined of none. */
export function median(values: readonly bigint[]): bigint | undefined {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const high = sorted[Math.floor(sorted.length / 2)]
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  return high === undefined || low === undefined ? undefined : (high + low) / 2n
}
