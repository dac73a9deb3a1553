// Much work in portions.

export function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}

/** In order, in portions whose weights add up to `most`, or to more where one alone weighs more. */
export function* portions<T>(all: readonly T[], weight: (one: T) => number, most: number): Generator<readonly T[]> {
  let portion: T[] = []
  let weighs = 0
  for (const one of all) {
    const more = weight(one)
    if (portion.length > 0 && weighs + more > most) {
      yield portion
      portion = []
      weighs = 0
    }
    portion.push(one)
    weighs += more
  }
  if (portion.length > 0) yield portion
}

/** Does something for each, so many at a time; the results in their order. */
export async function inTurn<T, R>(all: readonly T[], atATime: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < all.length; index = next++) {
      const one = all[index] as T // the index is within the list
      results[index] = await work(one)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, all.length) }, worker))
  return results
}
