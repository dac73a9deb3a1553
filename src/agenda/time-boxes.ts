// How the minutes of a meeting are shared out among its sections: by weight, in whole minutes that sum to its length exactly.

/**
 * The largest remainder: each gets the whole minutes of its share, and those that are left go to the largest fractions, of equal ones to the
 * earlier. Weights are above 0; without any there is nothing to share out.
 */
export function timeBoxes(minutes: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight, index) => {
    const product = minutes * weight
    return { index, whole: Math.floor(product / all), rest: product % all }
  })
  const left = minutes - shares.reduce((sum, { whole }) => sum + whole, 0)
  const first = new Set(
    [...shares]
      .sort((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  )
  return shares.map(({ whole, index }) => whole + (first.has(index) ? 1 : 0))
}
