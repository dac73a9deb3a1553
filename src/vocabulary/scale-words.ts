// Words that say how many zeros a number has: k, million, mrd, тыс, 万. At the digits or as the next word; with a currency behind them or not.
import { type CurrencySign, doubtfulCode, signAtDigits } from './currency-signs.ts'
import { currencyOf } from './money.ts'

/** What stands behind the digits of an amount. */
export interface Ending {
  readonly zeros: number
  readonly sign: CurrencySign | undefined
}

/** Folded, in lower case: in the languages of the catalogues, and the short forms of their neighbours. */
const words: readonly (readonly [zeros: number, words: string])[] = [
  [3, 'k к th thou thousand thousands tsd tausend tusen mila mille тыс тысяч тысяча тысячи тысячу 千'], // к: the same key in Russian
  [4, '万 萬'],
  [5, '十万 十萬'],
  [6, 'm mn mln mio mill million millions millionen millioner milione milioni млн миллион миллиона миллионов 百万 百萬'],
  [7, '千万 千萬'],
  [8, '亿 億'],
  [9, 'b bn bln mrd mld milliard milliarder milliarde milliarden billion billions miliardo miliardi'],
  [9, 'млрд миллиард миллиарда миллиардов 十亿 十億'],
]

const scales: ReadonlyMap<string, number> = new Map(words.flatMap(([zeros, list]) => list.split(' ').map((word) => [word, zeros] as const)))
const longestFirst = [...scales].sort(([one], [other]) => other.length - one.length)
const longest = 18 // with a currency behind the word

/** Names of companies and people too, unless in small letters. */
const names = new Set(['mila', 'mill', 'mille'])

/** A scale to some, but not the same or not to everybody: `mil` is a thousand in Spain and a million in Oslo. */
const doubtful = new Set('mil mm kk кк м т тр lakh lakhs crore crores trillion trillions billioner billionen'.split(' '))

/**
 * What stands at the digits: nothing, a scale, a currency, or both. A currency comes first: `5kr` are crowns, `5mxn` pesos. Undefined for
 * anything else, and for `th`, which makes a number an ordinal there (`5th`).
 */
export function endingOf(tail: string): Ending | undefined {
  if (tail === '') return { zeros: 0, sign: undefined }
  if (tail.length > longest) return undefined
  const whole = signAtDigits(tail)
  return whole ? { zeros: 0, sign: whole } : split(tail)
}

function split(tail: string): (Ending & { readonly currency: string }) | undefined {
  const lower = tail.toLowerCase()
  for (const [word, zeros] of longestFirst) {
    if (word === 'th' || !lower.startsWith(word)) continue
    const currency = tail.slice(word.length).replace(/^\./, '') // тыс.руб
    const sign = currency === '' ? undefined : signAtDigits(currency)
    if (sign || currency === '') return { zeros, sign, currency }
  }
  return undefined
}

/** A scale as a word behind the digits; `doubtful` for what may as well be a customer; undefined for any other word. */
export function scaleAlone(folded: string): Ending | 'doubtful' | undefined {
  const word = bare(folded)
  if (word.length > longest) return undefined
  const lower = word.toLowerCase()
  const small = word === lower
  const zeros = scales.get(lower)
  if (doubtful.has(lower)) return 'doubtful'
  if (zeros !== undefined) {
    // One capital, or a letter with a full stop, may be an initial.
    const initial = /^[kкmb]$/.test(lower) && (!small || folded.endsWith('.'))
    return initial || (names.has(lower) && !small) ? 'doubtful' : { zeros, sign: undefined }
  }
  const both = signAtDigits(word) ? undefined : split(word)
  if (!both?.sign) return undefined
  if (unmistakable(both.currency, small)) return both
  return /^\p{Ll}/u.test(word) ? 'doubtful' : undefined
}

/** `MNOK`, `M€`, `Mkr`, but not KKR, nor Mall, Ball and Mrs, which end like the codes and signs of other currencies. */
function unmistakable(currency: string, small: boolean): boolean {
  if (/[\p{Sc}\p{Script=Han}]/u.test(currency)) return true
  const code = doubtfulCode(currency)
  if (code !== undefined) return small || currency === code
  return currency === currency.toLowerCase() && !currencyOf(currency) && signAtDigits(currency)?.stands === true
}

/** True for a word that is a scale, or may be one, and nothing else. */
export function isScale(folded: string): boolean {
  const lower = bare(folded).toLowerCase()
  return scales.has(lower) || doubtful.has(lower)
}

const bare = (folded: string): string => folded.replace(/[.,;:]$/, '')
