import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Currency,
  compare,
  currencyOf,
  decimalsOf,
  divide,
  fromDecimalString,
  isPositive,
  minus,
  money,
  plus,
  toDecimalString,
  usDollar,
} from '../../src/vocabulary/money.ts'

const known = (code: string): Currency => {
  const currency = currencyOf(code)
  if (!currency) throw new Error(`No currency ${code}`)
  return currency
}
const currencies = ['JPY', 'USD', 'BHD'].map(known)

describe('a currency', () => {
  it('is known by its code in any case', () => {
    expect(currencyOf('eur')).toBe('EUR')
    expect(currencyOf('Nok')).toBe('NOK')
  })
  it.each(['', 'EU', 'EURO', 'XYZ', 'IBM', '€', 'ßß', '__proto__'])('is not %j', (code) => expect(currencyOf(code)).toBeUndefined())
  it.each([
    ['JPY', 0],
    ['USD', 2],
    ['BHD', 3],
    ['HUF', 2], // ISO 4217; CLDR has 0
    ['IQD', 3],
    ['ISK', 0],
  ])('%s has %i decimals', (code, decimals) => expect(decimalsOf(known(code))).toBe(decimals))
})

describe('money', () => {
  it('adds, takes away and compares exactly beyond what a double holds', () => {
    const much = money(9_007_199_254_740_993n, usDollar)
    expect(plus(much, money(1n, usDollar)).minor).toBe(9_007_199_254_740_994n)
    expect(minus(much, money(1n, usDollar)).minor).toBe(9_007_199_254_740_992n)
    expect(compare(much, money(9_007_199_254_740_992n, usDollar))).toBe(1)
    expect(compare(much, much)).toBe(0)
    expect(compare(money(-1n, usDollar), money(0n, usDollar))).toBe(-1)
  })
  it('is positive above zero only', () => {
    expect([-1n, 0n, 1n].map((minor) => isPositive(money(minor, usDollar)))).toEqual([false, false, true])
  })
  it.each([plus, minus, compare])('of two currencies cannot be reckoned with (%o)', (reckon) => {
    expect(() => reckon(money(1n, usDollar), money(1n, known('EUR')))).toThrow('Cannot reckon USD with EUR')
  })
  it.each([
    [500_000n, 'USD', '5000.00'],
    [5n, 'USD', '0.05'],
    [-5n, 'USD', '-0.05'],
    [5_000n, 'JPY', '5000'],
    [0n, 'JPY', '0'],
    [5_555n, 'BHD', '5.555'],
    [9_007_199_254_740_993n, 'USD', '90071992547409.93'],
  ])('of %i minor units of %s is written %s', (minor, code, text) => {
    expect(toDecimalString(money(minor, known(code)))).toBe(text)
  })
  it('comes back from its decimal text as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom(...currencies), (minor, currency) => {
        expect(fromDecimalString(toDecimalString(money(minor, currency)), currency)).toEqual(money(minor, currency))
      }),
    )
  })
  it.each(['', '5', '5.0', '5.000', '05.00', '+5.00', '5,00', '-0.00', '5e2', ' 5.00'])(
    'is not read from %j, which it would not have written',
    (text) => {
      expect(fromDecimalString(text, usDollar)).toBeUndefined()
    },
  )
})

describe('dividing', () => {
  it('gives what is left over to the largest remainder, the first of equals', () => {
    expect(divide(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(divide(10n, [15n, 35n, 50n])).toEqual([2n, 3n, 5n])
    expect(divide(1n, [3333n, 3334n, 3333n])).toEqual([0n, 1n, 0n])
    expect(divide(0n, [1n, 2n])).toEqual([0n, 0n])
    expect(divide(7n, [0n, 1n])).toEqual([0n, 7n])
  })
  it('refuses weights that share nothing', () => {
    for (const weights of [[], [0n], [2n, -1n]]) expect(() => divide(1n, weights)).toThrow(RangeError)
  })
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 8 })
    .filter((list) => list.some((one) => one > 0n))
  it('sums to the total exactly, for negative totals too', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), weights, (total, list) => {
        expect(divide(total, list).reduce((sum, part) => sum + part, 0n)).toBe(total)
      }),
    )
  })
  it('is within one unit of the exact share, and taking back cancels out', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), weights, (total, list) => {
        const sum = list.reduce((all, weight) => all + weight, 0n)
        const parts = divide(total, list)
        for (const [index, part] of parts.entries()) {
          const off = part * sum - total * (list[index] ?? 0n)
          expect(off > -sum && off < sum).toBe(true)
        }
        expect(divide(-total, list)).toEqual(parts.map((part) => -part))
      }),
    )
  })
})
