// The typical deal.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median } from '../../src/leaderboard/position.ts'

test.each([
  ['of none', [], undefined],
  ['of one', [5n], 5n],
  ['the middle one, however they come', [9n, 1n, 5n], 5n],
  ['between the two in the middle', [1n, 4n, 7n, 100n], 5n],
] as const)('the median %s', (_, values, expected) => {
  expect(median(values)).toBe(expected)
})

test('the median has as many below it as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1 }), (values) => {
      const middle = median(values) ?? -1n
      const half = Math.ceil(values.length / 2)
      expect(values.filter((value) => value <= middle).length).toBeGreaterThanOrEqual(values.length % 2 ? half : 1)
      expect(values.filter((value) => value >= middle).length).toBeGreaterThanOrEqual(half)
    }),
  )
})
