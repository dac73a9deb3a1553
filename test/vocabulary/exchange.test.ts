import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchanged, exchangeRate } from '../../src/vocabulary/exchange.ts'
import { currencyOf, money, usDollar } from '../../src/vocabulary/money.ts'

const named = (code: string) => currencyOf(code) ?? usDollar

describe('a rate', () => {
  test.each([
    ['1.08', '1.08'],
    ['1,08', '1.08'],
    ['0.0067', '0.0067'],
    ['007.5000', '7.5'],
    ['150', '150'],
    ['0', undefined],
    ['0.000', undefined],
    ['-1.08', undefined],
    ['1.0.8', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['1.1234567891', undefined],
    ['1234567890', undefined],
  ])('%s is %s', (text, rate) => expect(exchangeRate(text)).toBe(rate))
})

describe('an amount in another currency', () => {
  test.each([
    ['5,000.00 EUR at 1.08 is 5,400.00 USD', 'EUR', 500_000n, '1.08', 'USD', 540_000n],
    ['100,000 JPY at 0.0067 is 670.00 USD', 'JPY', 100_000n, '0.0067', 'USD', 67_000n],
    ['670.00 USD at 149.25 is 99,998 JPY', 'USD', 67_000n, '149.25', 'JPY', 99_998n],
    ['1.000 BHD at 2.65 is 2.65 USD', 'BHD', 1_000n, '2.65', 'USD', 265n],
    ['0.005 BHD at 1 is half a cent, rounded up', 'BHD', 5n, '1', 'USD', 1n],
    ['0.004 BHD at 1 is less than half a cent', 'BHD', 4n, '1', 'USD', 0n],
    ['more than 2^53 minor units stays exact', 'EUR', 9_007_199_254_740_993n, '1.1', 'USD', 9_907_919_180_215_092n],
  ])('%s', (_, from, minor, rate, to, worth) => {
    const known = exchangeRate(rate)
    if (!known) throw new Error('not a rate')
    expect(exchanged(money(minor, named(from)), known, named(to))).toEqual(money(worth, named(to)))
  })

  test('grows with the amount and with the rate', () => {
    const rate = fc.integer({ min: 1, max: 999_999_999 }).map((value) => exchangeRate((value / 1_000).toFixed(3)))
    const minor = fc.bigInt({ min: 0n, max: 10n ** 15n })
    fc.assert(
      fc.property(minor, minor, rate, (a, b, one) => {
        if (!one) return
        const worth = (value: bigint) => exchanged(money(value, named('EUR')), one, usDollar).minor
        expect(worth(a) <= worth(b)).toBe(a <= b ? true : worth(a) === worth(b))
      }),
    )
  })
})
