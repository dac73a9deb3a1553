// Signs and abbreviations that stand for a currency beside an amount, and which one they mean where.
import { type Currency, currencyOf } from './money.ts'

export interface CurrencySign {
  /** What it can mean: the workspace's own currency is meant if it is among them, else the first. */
  readonly codes: readonly Currency[]
  /** False: nobody can tell which of them is meant, unless it is the workspace's. */
  readonly hasDefault: boolean
  /** True: counts also as a word of its own in any workspace (`5000 kr`). Else letters do so only for the workspace's currency. */
  readonly stands: boolean
}

const sign = (codes: string, kind: 'default first' | 'no default' = 'default first', stands = false): CurrencySign => ({
  codes: codes.split(' ').flatMap((code) => currencyOf(code) ?? []),
  hasDefault: kind === 'default first',
  stands,
})

const dollars = 'USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS CLP COP CUP DOP MXN UYU'

/** Folded, in lower case. */
const signs: ReadonlyMap<string, CurrencySign> = new Map([
  ['$', sign(dollars)],
  ['us$', sign('USD')],
  ['a$', sign('AUD')],
  ['au$', sign('AUD')],
  ['c$', sign('CAD')],
  ['ca$', sign('CAD')],
  ['nz$', sign('NZD')],
  ['hk$', sign('HKD')],
  ['s$', sign('SGD')],
  ['nt$', sign('TWD')],
  ['mx$', sign('MXN')],
  ['r$', sign('BRL')],
  ['€', sign('EUR')],
  ['£', sign('GBP FKP GIP SHP')],
  ['¥', sign('JPY CNY')],
  ['cn¥', sign('CNY')],
  ['jp¥', sign('JPY')],
  ['円', sign('JPY')],
  ['元', sign('CNY TWD')],
  ['₽', sign('RUB')],
  ['руб', sign('RUB BYN', 'default first', true)],
  ['₹', sign('INR')],
  ['₩', sign('KRW KPW')],
  ['₺', sign('TRY')],
  ['₴', sign('UAH')],
  ['₪', sign('ILS')],
  ['₫', sign('VND')],
  ['฿', sign('THB')],
  ['₱', sign('PHP CUP')],
  ['₦', sign('NGN')],
  ['₸', sign('KZT')],
  ['₾', sign('GEL')],
  ['₼', sign('AZN')],
  ['֏', sign('AMD')],
  ['₲', sign('PYG')],
  ['₡', sign('CRC')],
  ['₵', sign('GHS')],
  ['₮', sign('MNT')],
  ['৳', sign('BDT')],
  ['zł', sign('PLN', 'default first', true)],
  ['kč', sign('CZK', 'default first', true)],
  ['kr', sign('NOK SEK DKK ISK', 'no default', true)],
  ['fr', sign('CHF XAF XOF XPF DJF GNF KMF RWF')],
  ['sfr', sign('CHF')],
  ['ft', sign('HUF')],
  ['rs', sign('INR PKR LKR NPR MUR', 'no default')],
  ['rp', sign('IDR')],
  ['rm', sign('MYR')],
])

/** A sign, an abbreviation or an ISO 4217 code in any case, as it stands at the digits: `$`, `kr.`, `eur`. */
export function signAtDigits(folded: string): CurrencySign | undefined {
  const bare = unpunctuated(folded).toLowerCase()
  const code = currencyOf(bare)
  return code ? { codes: [code], hasDefault: true, stands: true } : signs.get(bare)
}

const unpunctuated = (folded: string): string => folded.replace(/[.,]$/, '')

/**
 * The same as a word of its own before the digits or behind them. Codes count in capitals only: `try`, `all` and `top` are customers;
 * and so may be the abbreviations behind an amount, but for those that are no words and the workspace's own.
 */
export function signAlone(folded: string, place: 'before' | 'behind', workspace: Currency): CurrencySign | undefined {
  const found = signAtDigits(folded)
  if (!found) return undefined
  const bare = unpunctuated(folded)
  if (currencyOf(bare)) return bare === bare.toUpperCase() ? found : undefined
  const letters = /^\p{L}/u.test(bare) && !/\p{Sc}/u.test(bare)
  return !letters || place === 'before' || found.stands || found.codes.includes(workspace) ? found : undefined
}

/** Codes that are no words, of currencies that people trade in: in small letters behind an amount they leave a doubt. */
const doubtful = new Set('usd eur gbp jpy cny chf aud nzd nok sek dkk pln czk huf inr rub uah brl mxn krw hkd sgd aed zar thb'.split(' '))

/** The code that a word in small letters may be meant as (`5000 eur Acme`), for a question instead of a guess. */
export const doubtfulCode = (folded: string): string | undefined => {
  const bare = unpunctuated(folded).toLowerCase()
  return doubtful.has(bare) ? bare.toUpperCase() : undefined
}

/** Which currency is meant; undefined when nobody can tell. */
export function meant({ codes, hasDefault }: CurrencySign, workspace: Currency): Currency | undefined {
  if (codes.includes(workspace)) return workspace
  return hasDefault || codes.length === 1 ? codes[0] : undefined
}

/** What two signs of one amount agree on (`$5000 CAD`); undefined when they contradict each other. */
export function both(one: CurrencySign, other: CurrencySign): CurrencySign | undefined {
  const codes = one.codes.filter((code) => other.codes.includes(code))
  return codes.length > 0 ? { codes, hasDefault: one.hasDefault || other.hasDefault, stands: true } : undefined
}
