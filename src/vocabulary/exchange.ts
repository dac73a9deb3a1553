// What an amount in one currency is worth in another, exactly.
import { type Currency, decimalsOf, type Money, money } from './money.ts'
import { divideHalfUp } from './pace.ts'

declare const decimal: unique symbol

/** What one whole unit of a currency is worth in whole units of another, as a decimal without needless zeros: `1.08`, `0.0067`. */
export type ExchangeRate = string & { readonly [decimal]: true }

/** So many digits before and after the mark: enough for rial and rupiah both ways. */
const digits = { whole: 9, fraction: 9 }

/** Reads `1.08` and `1,08`; undefined for anything else, for 0, and for more digits than are kept. */
export function exchangeRate(text: string): ExchangeRate | undefined {
  const [, whole = '', fraction = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(text) ?? []
  const trimmed = { whole: whole.replace(/^0+(?=\d)/, ''), fraction: fraction.replace(/0+$/, '') }
  if (whole === '' || trimmed.whole.length > digits.whole || trimmed.fraction.length > digits.fraction) return undefined
  if (/^0*$/.test(trimmed.whole + trimmed.fraction)) return undefined
  return `${trimmed.whole}${trimmed.fraction === '' ? '' : `.${trimmed.fraction}`}` as ExchangeRate // the only place where the brand is put on
}

/** Rounded to the nearest minor unit of `to`, halves up. */
export function exchanged(amount: Money, rate: ExchangeRate, to: Currency): Money {
  const [whole = '', fraction = ''] = rate.split('.')
  const times = BigInt(whole + fraction)
  const shift = decimalsOf(to) - decimalsOf(amount.currency) - fraction.length
  const product = amount.minor * times
  return money(shift >= 0 ? product * 10n ** BigInt(shift) : divideHalfUp(product, 10n ** BigInt(-shift)), to)
}
