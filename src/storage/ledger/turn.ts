// Who goes into the next transaction. Changes that arrive while one is under way wait, and then go together: a commit to disk
// costs the same for one and for many (group commit).

/** At most so many go together: a batch that is too long keeps everybody in it waiting. */
const together = 128

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** How one item of a batch ended. */
export type Ended<Result> = { readonly answer: Result } | { readonly error: unknown }

/**
 * Returns a function that hands an item to `run` together with others, and settles as `run` says for it. Items for which `alone` is
 * true go in a batch of their own; the order is that of arrival. When `run` rejects, so does every item of the batch.
 */
export function inTurns<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Ended<Result>[]>,
  alone: (item: Item) => boolean,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let isRunning = false

  function nextBatch(): Waiting<Item, Result>[] {
    const first = waiting.findIndex(({ item }) => alone(item))
    const length = first === 0 ? 1 : Math.min(first === -1 ? waiting.length : first, together)
    const batch = waiting.slice(0, length)
    waiting = waiting.slice(length)
    return batch
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // the SQLite driver never lets go of the event loop: whatever else has already arrived at a socket comes in first
      await new Promise((resolve) => setImmediate(resolve))
      const batch = nextBatch()
      try {
        const ends = await run(batch.map(({ item }) => item))
        for (const [index, { resolve, reject }] of batch.entries()) {
          const end = ends[index]
          if (end && 'answer' in end) resolve(end.answer)
          else reject(end ? end.error : new Error('A batch ended without an outcome'))
        }
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    isRunning = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (isRunning) return
      isRunning = true
      void work()
    })
}
