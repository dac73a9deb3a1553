// Money is a whole number of minor units with its currency; no floating point touches it.
declare const iso4217: unique symbol

/** An ISO 4217 code that this program knows: `EUR`. */
export type Currency = string & { readonly [iso4217]: true }

export interface Money {
  readonly minor: bigint
  readonly currency: Currency
}

/**
 * Decimals other than two, by ISO 4217. They stand here because a stored amount means nothing without them: what Intl says follows
 * CLDR, which differs (HUF 0, IQD 0 instead of 2 and 3) and changes with the version of Node.
 */
const otherDecimals: readonly (readonly [decimals: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
]

const known = new Map<string, number>(Intl.supportedValuesOf('currency').map((code) => [code, 2]))
for (const [decimals, codes] of otherDecimals) for (const code of codes.split(' ')) known.set(code, decimals)

/** The currency of an ISO 4217 code in any case (`eur`), or undefined. */
export function currencyOf(code: string): Currency | undefined {
  if (code.length !== 3) return undefined
  const upper = code.toUpperCase()
  return known.has(upper) ? (upper as Currency) : undefined // the only place where the brand is put on
}

/** A currency that the code itself names. Throws on a code that is none. */
function named(code: string): Currency {
  const currency = currencyOf(code)
  if (currency === undefined) throw new Error(`Not a currency: ${code}`)
  return currency
}

export const usDollar = named('USD')

/** How many decimals amounts of a currency have: 2 for USD, 0 for JPY, 3 for BHD (ISO 4217). */
export const decimalsOf = (currency: Currency): number => known.get(currency) ?? 2

export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency })

/** Throws on money of two currencies, like the two below: only a rate makes one of them. */
export const plus = (a: Money, b: Money): Money => money(a.minor + sameCurrency(a, b).minor, a.currency)

export const minus = (a: Money, b: Money): Money => money(a.minor - sameCurrency(a, b).minor, a.currency)

/** Below 0 when `a` is the smaller one, 0 when they are equal, above 0 when it is the larger. */
export const compare = (a: Money, b: Money): number => Number(a.minor > sameCurrency(a, b).minor) - Number(a.minor < b.minor)

export const isPositive = (amount: Money): boolean => amount.minor > 0n

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error(`Cannot reckon ${a.currency} with ${b.currency}`)
  return b
}

/** Exact, with all the decimals that the currency has and no grouping: `5000.00`, `-0.05`. */
export function toDecimalString({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${minor < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`
}

/** The inverse of `toDecimalString`; undefined for anything that it would not have written. */
export function fromDecimalString(text: string, currency: Currency): Money | undefined {
  const parts = /^(-?)(\d{1,30})(?:\.(\d{1,4}))?$/.exec(text)
  if (!parts) return undefined
  const [, sign, whole = '', fraction = ''] = parts
  const amount = money(BigInt(`${whole}${fraction}`) * (sign ? -1n : 1n), currency)
  return fraction.length === decimalsOf(currency) && toDecimalString(amount) === text ? amount : undefined
}

/**
 * Divides a whole number in proportion to weights; the parts sum to it exactly. Each part is the exact share rounded towards zero;
 * the units that are left over go to the largest remainders, the earlier one first (largest remainder method). A negative total
 * divides like the positive one, so that taking back cancels out. Throws RangeError on a negative weight, or none above zero.
 */
export function divide(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n) return divide(-total, weights).map((part) => -part)
  if (weights.some((weight) => weight < 0n)) throw new RangeError('A weight is below zero')
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  if (sum === 0n) throw new RangeError('No weight is above zero')
  const parts = weights.map((weight) => (total * weight) / sum)
  const left = Number(total - parts.reduce((all, part) => all + part, 0n))
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  const favoured = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return parts.map((part, index) => (favoured.has(index) ? part + 1n : part))
}
