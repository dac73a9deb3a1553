// Places on a board.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFigures, type Figures, mostImproved, movement, orders, ranked } from '../../src/leaderboard/ranking.ts'

const big = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
const figures: fc.Arbitrary<Figures> = fc.oneof(
  fc.record({ value: big, measured: big, target: fc.option(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), { nil: undefined }) }),
  // Few values, so that many are equal.
  fc.record({
    value: fc.constantFrom(0n, 1n, 2n),
    measured: fc.constantFrom(0n, 1n, 2n, 4n),
    target: fc.constantFrom(undefined, 1n, 2n, 4n),
  }),
)
const order = fc.constantFrom(...orders)
const people = fc
  .array(figures, { maxLength: 12 })
  .map((all) => all.map((one, index) => ({ ...one, name: `${String.fromCharCode(97 + (index % 3))}${index}` })))

describe('comparing', () => {
  test('is a total preorder', () => {
    fc.assert(
      fc.property(figures, figures, figures, order, (a, b, c, by) => {
        const [ab, bc, ac] = [compareFigures(a, b, by), compareFigures(b, c, by), compareFigures(a, c, by)]
        expect(compareFigures(a, a, by)).toBe(0)
        expect(Math.sign(ab) + Math.sign(compareFigures(b, a, by))).toBe(0)
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0)
        if (ab === 0 && bc === 0) expect(ac).toBe(0)
      }),
    )
  })

  test('by value more stands before less', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        expect(compareFigures(a, b, 'value') < 0).toBe(a.value > b.value)
      }),
    )
  })

  test('by attainment the larger share stands before the smaller, whatever the amounts', () => {
    const half = { value: 1n, measured: 5n, target: 10n }
    expect(compareFigures(half, { value: 900n, measured: 499n, target: 1000n }, 'attainment')).toBeLessThan(0)
    expect(compareFigures(half, { value: 900n, measured: 500n, target: 1000n }, 'attainment')).toBe(0)
    // 2^60 and 2^60 + 1 of the same are one as floating-point numbers.
    const large = { value: 0n, measured: 2n ** 60n, target: 2n ** 61n }
    expect(compareFigures({ ...large, measured: 2n ** 60n + 1n }, large, 'attainment')).toBeLessThan(0)
  })
})

describe('ranking', () => {
  test('gives everybody one more than there are people before them, in order', () => {
    fc.assert(
      fc.property(people, order, (all, by) => {
        const board = ranked(all, by)
        expect(board).toHaveLength(all.length)
        for (const [index, entry] of board.entries()) {
          const next = board[index + 1]
          if (next) expect(compareFigures(entry, next, by)).toBeLessThanOrEqual(0)
          if (by === 'attainment' && entry.target === undefined) expect(entry.rank).toBeUndefined()
          else expect(entry.rank).toBe(1 + all.filter((other) => compareFigures(other, entry, by) < 0).length)
        }
      }),
    )
  })

  test('does not depend on the order in which people come', () => {
    const shuffled = people.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
    fc.assert(
      fc.property(shuffled, order, ([all, other], by) => {
        expect(ranked(other, by)).toEqual(ranked(all, by))
      }),
    )
  })

  test('shares places: 1, 2, 2, 4', () => {
    const of = (name: string, value: bigint) => ({ name, value, measured: value, target: undefined })
    const board = ranked([of('Noor', 5n), of('Ana', 7n), of('Kim', 7n), of('Sam', 9n)], 'value')
    expect(board.map(({ name, rank }) => `${rank} ${name}`)).toEqual(['1 Sam', '2 Ana', '2 Kim', '4 Noor'])
  })

  test('by attainment puts those without a target last, without a place', () => {
    const board = ranked(
      [
        { name: 'Sam', value: 900n, measured: 900n, target: undefined },
        { name: 'Kim', value: 1n, measured: 1n, target: 100n },
        { name: 'Ana', value: 5n, measured: 5n, target: undefined },
      ],
      'attainment',
    )
    expect(board.map(({ name, rank }) => `${rank ?? '–'} ${name}`)).toEqual(['1 Kim', '– Ana', '– Sam'])
  })
})

test.each([
  ['up', 1, 3, 2],
  ['down', 3, 1, -2],
  ['as before', 2, 2, 0],
  ['new', 2, undefined, 'new'],
  ['without a place', undefined, 2, undefined],
] as const)('movement: %s', (_, rank, before, moved) => {
  expect(movement(rank, before)).toBe(moved)
})

test.each([
  [
    'who won the most places',
    [
      ['a', 1, 9n],
      ['b', 3, 1n],
      ['c', 'new', 99n],
    ],
    ['b'],
  ],
  [
    'of those who won as many the one who grew more',
    [
      ['a', 2, 5n],
      ['b', 2, 7n],
    ],
    ['b'],
  ],
  [
    'both, where nothing tells them apart',
    [
      ['a', 2, 5n],
      ['b', 2, 5n],
      ['c', 1, 9n],
    ],
    ['a', 'b'],
  ],
  [
    'nobody where nobody climbed',
    [
      ['a', 0, 5n],
      ['b', -2, 7n],
      ['c', 'new', 7n],
      ['d', undefined, 8n],
    ],
    [],
  ],
  ['nobody on an empty board', [], []],
] as const)('most improved is %s', (_, entries, expected) => {
  const all = entries.map(([name, moved, grown]) => ({ name, moved, grown }))
  expect([...mostImproved(all)].map(({ name }) => name)).toEqual(expected)
})
