// Who goes together.
import { expect, test } from 'vitest'
import { inTurns } from '../../../src/storage/ledger/turn.ts'

/** Records each batch and doubles its numbers, when told to go on. */
function doubling(alone: (item: number) => boolean = () => false) {
  const batches: number[][] = []
  const waiting: (() => void)[] = []
  const add = inTurns<number, number>(async (items) => {
    batches.push([...items])
    await new Promise<void>((resolve) => waiting.push(resolve))
    return items.map((item) => (item < 0 ? { error: new Error(`${item}`) } : { answer: item * 2 }))
  }, alone)
  /** Lets the batch that is under way end, once it is. */
  const goOn = async () => {
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve))
    waiting.shift()?.()
  }
  return { add, batches, goOn }
}

test('what arrives while one is under way goes together afterwards, in order', async () => {
  const { add, batches, goOn } = doubling()
  const first = add(1)
  while (batches.length === 0) await new Promise((resolve) => setImmediate(resolve))
  const others = [2, 3, 4].map(add)
  await goOn()
  expect(await first).toBe(2)
  await goOn()
  expect(await Promise.all(others)).toEqual([4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('what arrives in the same turn of the event loop goes together at once', async () => {
  const { add, batches, goOn } = doubling()
  const all = [1, 2].map(add)
  await goOn()
  expect(await Promise.all(all)).toEqual([2, 4])
  expect(batches).toEqual([[1, 2]])
})

test('some go alone, and nobody overtakes', async () => {
  const { add, batches, goOn } = doubling((item) => item >= 100)
  const all = [1, 2, 100, 101, 3, 4].map(add)
  for (let turn = 0; turn < 4; turn++) await goOn()
  expect(await Promise.all(all)).toEqual([2, 4, 200, 202, 6, 8])
  expect(batches).toEqual([[1, 2], [100], [101], [3, 4]])
})

test('a batch is not longer than 128', async () => {
  const { add, batches, goOn } = doubling()
  const all = Array.from({ length: 300 }, (_, n) => add(n))
  for (let turn = 0; turn < 3; turn++) await goOn()
  await Promise.all(all)
  expect(batches.map((batch) => batch.length)).toEqual([128, 128, 44])
})

test('each ends by itself', async () => {
  const { add, goOn } = doubling()
  const all = Promise.allSettled([1, -2, 3].map(add))
  await goOn()
  expect(await all).toMatchObject([{ value: 2 }, { status: 'rejected' }, { value: 6 }])
})

test('when a batch fails as a whole its items fail, and the next one is taken', async () => {
  let turn = 0
  const add = inTurns<number, number>(
    async (items) => {
      turn += 1
      if (turn === 1) throw new Error('out of reach')
      return items.map((item) => ({ answer: item }))
    },
    () => false,
  )
  expect(await Promise.allSettled([add(1), add(2)])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  expect(await add(3)).toBe(3)
})
