// The one next step that somebody is told: which deals, or how many usual ones.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Chance, chancesOf, nextDeals, nextStep, rateFor, type Usual, usualOf } from '../../src/nudges/next-step.ts'
import { asId, type MemberId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { openDeal, ravi, workspace } from './an-office.ts'

const nothingUsual: Usual = { typical: undefined, activity: undefined }
const chance = (number: number, dollars: number, probability: number): Chance => ({
  deal: openDeal(number, `Customer ${number}`, dollars),
  minor: BigInt(dollars),
  probability,
})
const numbers = ({ chances }: { readonly chances: readonly Chance[] }) => chances.map(({ deal }) => deal.number)

describe('open deals', () => {
  const wonka = chance(1, 4_000, 75)
  const stark = chance(2, 2_500, 50)
  const huge = chance(3, 9_000, 10)

  test.each([
    ['the likeliest of those that close it alone', 3_000, [wonka, stark, huge], [1]],
    ['one is fewer than two, however unlikely', 5_800, [wonka, stark, huge], [3]],
    ['two where none does alone, the likelier first', 5_800, [stark, wonka], [1, 2]],
    ['exactly enough is enough', 6_500, [wonka, stark], [1, 2]],
    ['three at most', 15_500, [wonka, stark, huge], [1, 2, 3]],
    ['of two pairs the one that is likelier to bring it', 6_000, [wonka, chance(4, 2_500, 90), stark], [1, 4]],
  ] as const)('%s', (_, gap, chances, expected) => {
    const step = nextStep(BigInt(gap), chances, nothingUsual)
    expect(step.closes).toBe(true)
    expect(numbers(step)).toEqual(expected)
    expect(step.rest).toBeUndefined()
  })

  test('where none does, the three likeliest, and usual deals for the rest', () => {
    const step = nextStep(20_000n, [wonka, stark, huge, chance(5, 100, 10)], { typical: 1_900n, activity: undefined })
    expect(step.closes).toBe(false)
    expect(numbers(step)).toEqual([1, 2, 3])
    expect(step.sum).toBe(15_500n)
    expect(step.rest).toEqual({ minor: 4_500n, typical: 1_900n, deals: 3 })
  })

  test('a deal counts for what of it is theirs; one of unknown worth is no help', () => {
    const kim = asId<MemberId>(8)
    const shared = openDeal(1, 'Shared', 1_000, { splits: [{ member: kim, basisPoints: 4_000 }] })
    const unknown = openDeal(2, 'Unknown', 0)
    expect(chancesOf([shared, unknown], ravi.id, workspace.rules).map(({ minor, probability }) => [minor, probability])).toEqual([
      [60_000n, 50],
    ])
  })

  test('a stage that the workspace does not have any more is the least likely', () => {
    expect(chancesOf([openDeal(1, 'Old', 10, { stage: 'gone' })], ravi.id, workspace.rules)[0]?.probability).toBe(0)
  })

  const someChances = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom(10, 25, 50, 75)), { maxLength: 9 })
  test('no smaller set closes the gap, and none of its size is likelier', () => {
    fc.assert(
      fc.property(someChances, fc.integer({ min: 1, max: 1_500 }), (made, gap) => {
        const chances = made.map(([dollars, probability], at) => chance(at + 1, dollars, probability))
        const step = nextStep(BigInt(gap), chances, nothingUsual)
        const all = Array.from({ length: 2 ** chances.length }, (_, bits) => chances.filter((_one, at) => (bits >> at) % 2 === 1))
        const closing = all.filter((set) => set.length <= 3 && set.reduce((sum, { minor }) => sum + minor, 0n) >= BigInt(gap))
        expect(step.closes).toBe(closing.length > 0)
        if (!step.closes) return
        const weight = (set: readonly Chance[]) => set.reduce((sum, one) => sum + Number(one.minor) * one.probability, 0)
        const fewest = Math.min(...closing.map(({ length }) => length))
        expect(step.chances).toHaveLength(fewest)
        expect(weight(step.chances)).toBe(Math.max(...closing.filter(({ length }) => length === fewest).map(weight)))
      }),
      { numRuns: 200 },
    )
  })

  test('among hundreds the one large enough is found, however unlikely, and fast', () => {
    const many = Array.from({ length: 200 }, (_, at) => chance(at + 1, 100 + at, 75))
    const began = performance.now()
    expect(numbers(nextStep(5_000n, [...many, chance(900, 5_000, 1)], nothingUsual))).toEqual([900])
    expect(nextStep(1_000_000n, many, nothingUsual).closes).toBe(false)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

describe('without open deals', () => {
  const calls = activityKind('calls')

  test('so many usual deals, rounded up, and the activity that brings them', () => {
    const step = nextStep(5_800n, [], { typical: 1_900n, activity: { kind: calls, perWin: 11.5 } })
    expect(step.rest).toEqual({ minor: 5_800n, typical: 1_900n, deals: 4 })
    expect(step.activity).toEqual({ kind: calls, perWin: 11.5, count: 46 })
  })

  test('more usual deals than anybody would call a step are not counted out', () => {
    expect(nextStep(13_000n, [], { typical: 1_000n, activity: undefined })).toMatchObject({ rest: undefined, isMuch: true })
    expect(nextStep(12_000n, [], { typical: 1_000n, activity: undefined })).toMatchObject({ rest: { deals: 12 }, isMuch: false })
  })

  test('who has won too little has nothing usual, and no step is made up', () => {
    expect(nextStep(5_800n, [], nothingUsual)).toEqual({
      chances: [],
      sum: 0n,
      closes: false,
      rest: undefined,
      activity: undefined,
      isMuch: false,
    })
  })
})

describe('what is usual', () => {
  const calls = activityKind('calls')
  const demos = activityKind('demos')
  const counts = (called: bigint, shown: bigint, won: bigint) => [
    { stage: calls, count: called },
    { stage: demos, count: shown },
    { stage: 'won' as const, count: won },
  ]

  test('is the median of three wins or more', () => {
    expect(usualOf([100n, 300n], counts(0n, 0n, 2n)).typical).toBeUndefined()
    expect(usualOf([100n, 900n, 300n], counts(0n, 0n, 3n)).typical).toBe(300n)
  })

  test('is how many of the first activity they need for a win, where there are enough of both', () => {
    expect(usualOf([], counts(40n, 9n, 4n)).activity).toEqual({ kind: calls, perWin: 10 })
    expect(usualOf([], counts(0n, 9n, 3n)).activity).toEqual({ kind: demos, perWin: 3 })
    expect(usualOf([], counts(40n, 9n, 2n)).activity).toBeUndefined()
    expect(usualOf([], counts(0n, 0n, 9n)).activity).toBeUndefined()
  })
})

describe('who is so many deals behind', () => {
  const likely = chance(1, 100, 75)
  const large = chance(2, 9_000, 50)
  const small = chance(3, 200, 50)
  const unlikely = chance(4, 90_000, 10)
  const all = [unlikely, small, large, likely]

  test.each([
    [1n, [1], true],
    [2n, [1, 2], true],
    [3n, [1, 2, 3], true],
    [4n, [1, 2, 3], false],
  ])('%i: the likeliest, whatever they are worth, three at most', (gap, expected, closes) => {
    const step = nextDeals(gap, all, nothingUsual)
    expect([numbers(step), step.closes]).toEqual([expected, closes])
  })

  test('what is left is said in deals, unless that is more than a step', () => {
    expect(nextDeals(5n, all, nothingUsual)).toMatchObject({ rest: { deals: 2 }, isMuch: false })
    expect(nextDeals(15n, all, nothingUsual)).toMatchObject({ rest: { deals: 12 }, isMuch: false })
    expect(nextDeals(16n, all, nothingUsual)).toMatchObject({ rest: undefined, isMuch: true })
    const activity = { kind: activityKind('calls'), perWin: 11.5 }
    expect(nextDeals(2n, [], { activity })).toMatchObject({ chances: [], closes: false, activity: { count: 23 } })
  })

  test('a deal counts for its owner alone, and also one of unknown worth', () => {
    const shared = openDeal(1, 'Shared', 1_000, { owner: asId<MemberId>(8), splits: [{ member: ravi.id, basisPoints: 4_000 }] })
    const unknown = openDeal(2, 'Unknown', 0)
    expect(chancesOf([shared, unknown], ravi.id, workspace.rules, 'deals').map(({ deal }) => deal.number)).toEqual([2])
  })
})

describe('who is behind in what they do', () => {
  test.each([
    ['so many a day, rounded up', 43n, 6, { done: 0n, days: 60 }, { aDay: 8, isMuch: false }],
    ['as many as four times the usual is a step', 24n, 6, { done: 60n, days: 60 }, { aDay: 4, isMuch: false }],
    ['more is none', 25n, 6, { done: 60n, days: 60 }, { aDay: undefined, isMuch: true }],
    ['what is usual of too few is not known', 60n, 6, { done: 2n, days: 60 }, { aDay: 10, isMuch: false }],
    ['on the last day there is nothing to divide', 60n, 0, { done: 60n, days: 60 }, { aDay: undefined, isMuch: false }],
  ])('%s', (_, gap, left, usual, expected) => {
    expect(rateFor(gap, left, usual)).toEqual(expected)
  })
})
