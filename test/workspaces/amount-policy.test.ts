import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Audience, destination } from '../../src/conversation/platform.ts'
import { sayIn, spokenLanguages } from '../../src/languages/speak.ts'
import { currencyOf, type Money, money } from '../../src/vocabulary/money.ts'
import { type AmountPolicy, amountPolicies, defaultRules } from '../../src/vocabulary/rules.ts'
import { bandOf, policyFor, shownAmount } from '../../src/workspaces/amount-policy.ts'

const amount = (minor: bigint, code: string): Money => {
  const currency = currencyOf(code)
  if (currency === undefined) throw new Error(code)
  return money(minor, currency)
}
const say = sayIn('en')

const banded: readonly (readonly [Money, string])[] = [
  [amount(500_000n, 'USD'), '$5–10K'],
  [amount(499_999n, 'USD'), '$2–5K'],
  [amount(999_999n, 'USD'), '$5–10K'],
  [amount(1_000_000n, 'USD'), '$10–20K'],
  [amount(100n, 'USD'), '$1 – $2'],
  [amount(99n, 'USD'), 'under $1'],
  [amount(1n, 'USD'), 'under $1'],
  [amount(0n, 'USD'), '$0'],
  [amount(-1n, 'USD'), 'under $0'],
  [amount(73_000n, 'USD'), '$500 – $1K'],
  [amount(5_000n, 'JPY'), '¥5–10K'],
  [amount(1n, 'JPY'), '¥1 – ¥2'],
  [amount(5_000n, 'BHD'), 'BHD 5–10'],
  [amount(999n, 'BHD'), 'under BHD 1'],
  [amount(2_000_000_000_00n, 'EUR'), '€2–5B'],
]

describe('an amount as a channel has it', () => {
  it('is exact to the last cent that is not zero', () => {
    expect(shownAmount(amount(520_000n, 'USD'), 'exact', say)).toBe('$5,200')
    expect(shownAmount(amount(520_050n, 'USD'), 'exact', say, 0.1)).toBe('$5,200.50')
  })

  it.each(banded)('lies in a band: %o is %s', (given, shown) => {
    expect(shownAmount(given, 'banded', say)?.replaceAll('\u00a0', ' ').replaceAll('\u2009', ' ')).toBe(shown)
  })

  it.each([
    [0.1, '10 % of target'],
    [0.004, 'under 1 % of target'],
    [0, '0 % of target'],
    [1.235, '124 % of target'],
  ])('is its share of the target alone: %d', (share, shown) => {
    expect(shownAmount(amount(520_000n, 'USD'), 'percent', say, share)?.replaceAll('\u00a0', ' ')).toBe(shown)
  })

  it('is not shown where there is no target to be a share of, and where it is hidden', () => {
    expect(shownAmount(amount(520_000n, 'USD'), 'percent', say)).toBeUndefined()
    expect(shownAmount(amount(520_000n, 'USD'), 'hidden', say, 0.1)).toBeUndefined()
  })

  it('lies in its band, which is one of three in a power of ten', () => {
    const units: Readonly<Record<string, bigint>> = { USD: 100n, JPY: 1n, BHD: 1_000n }
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), fc.constantFrom('USD', 'JPY', 'BHD'), (minor, code) => {
        const band = bandOf(amount(minor, code))
        if (minor < (units[code] ?? 0n)) return band === undefined
        if (!band) return false
        const first = (band.from.minor / (units[code] ?? 1n)).toString()
        return band.from.minor <= minor && minor < band.to.minor && /^[125]0*$/.test(first) && band.to.minor * 2n <= band.from.minor * 5n
      }),
    )
  })

  it('tells apart no two amounts of a band, in any language', () => {
    for (const language of spokenLanguages) {
      const one = shownAmount(amount(500_001n, 'NOK'), 'banded', sayIn(language))
      expect(one).toBe(shownAmount(amount(999_999n, 'NOK'), 'banded', sayIn(language)))
      expect(one).not.toMatch(/[.,]\d\d\b|9/)
    }
  })
})

describe('what a channel is shown', () => {
  const here = destination({ platform: 'slack', id: 'T1' }, 'C1')
  const elsewhere = destination({ platform: 'slack', id: 'T1' }, 'C2')
  const rulesOf = (amounts: AmountPolicy, chosen?: AmountPolicy) => ({
    rules: { ...defaultRules, amounts, channelAmounts: chosen === undefined ? {} : { [here]: chosen } },
  })

  it('is what was chosen for it, and else what was chosen for all', () => {
    expect(policyFor(rulesOf('percent', 'hidden'), here, 'own')).toBe('hidden')
    expect(policyFor(rulesOf('percent', 'hidden'), elsewhere, 'own')).toBe('percent')
    expect(policyFor(rulesOf('percent', 'exact'), here, 'own')).toBe('exact')
  })

  const outside: readonly Audience[] = ['outsiders', 'no answer']
  it.each(outside)('is never exact where outsiders may read (%s), whatever was chosen', (audience) => {
    for (const general of amountPolicies) {
      for (const chosen of [undefined, ...amountPolicies]) {
        const policy = policyFor(rulesOf(general, chosen), here, audience)
        expect(policy).toBe((chosen ?? general) === 'exact' ? 'banded' : (chosen ?? general))
      }
    }
  })
})
