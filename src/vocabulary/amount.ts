// Amounts as people write them. Digits stay text until they are a whole number of minor units; no floating point touches them.
//
//   amount   = [ currency ] [ "+" ] number [ suffix ] [ currency ]
//   number   = as number-form.ts has it; its groups may stand in words of their own: 1 234 567,89
//   suffix   = as scale-words.ts has it: k, million, тыс  at the digits, or as the next word
//   currency = sign | ISO 4217 code                    at the digits in any case; a code as a word of its own in capitals
//
// What could mean two amounts is a problem, never a guess. A word behind the amount that is no currency is left: it is the customer.
import { both, type CurrencySign, doubtfulCode, meant, signAlone, signAtDigits } from './currency-signs.ts'
import { isTypedYear } from './date.ts'
import { fold } from './folding.ts'
import { type Currency, decimalsOf, type Money, money, toDecimalString } from './money.ts'
import { type BadForm, type NumberForm, numberForm } from './number-form.ts'
import { type Problem, passed, type Reading, read, shortened, type Word, wrong } from './reading.ts'
import { endingOf, isScale, scaleAlone } from './scale-words.ts'

export interface AmountContext {
  /** The workspace's: meant where none is written. */
  readonly currency: Currency
  /** The whole text that the words come from. */
  readonly text: string
}

export interface Amount {
  readonly money: Money
  /** False: the workspace's currency was taken, as none was written. */
  readonly currencyWritten: boolean
}

/** The largest amount, in minor units: what a database or a chart that counts in doubles still keeps exactly (2^53 − 1). */
export const largestMinor = 9_007_199_254_740_991n

/** A word that has digits in front, or a currency and digits. */
interface Shape {
  readonly negative: boolean
  readonly before: CurrencySign | undefined
  readonly signed: boolean
  readonly body: string
  readonly tail: string
  /** A comma or full stop ended the word, so that the amount ends too. */
  readonly closed: boolean
}

/**
 * Reads an amount above zero. Problems: `amount-unreadable`, `amount-grouping` (`thousands`, `decimal`: what it could be, or `none`),
 * `amount-indian-grouping` (`thousands`), `amount-ambiguous` (`thousands`, `decimal`), `amount-too-precise` (`currency`, `decimals`,
 * `rounded`), `amount-negative`, `amount-zero`, `amount-too-large` (`largest`), `currency-unknown` (`text` is the code), `currency-ambiguous`
 * (`codes`), `currency-twice`, `currency-or-customer` (`code`), `amount-or-customer` (the last word may belong to the amount).
 */
export function readAmount(words: readonly Word[], at: number, context: AmountContext): Reading<Amount> {
  const start = words[at]
  if (!start || start.quoted) return passed
  const apart = loneSign(start, context, 'before')
  const number = apart ? at + 1 : at
  const shape = shapeOf(words[number])
  if (!shape) return passed
  const { body, tail, closed, next: afterDigits } = gathered(words, number, shape)
  let next = afterDigits
  const problem = (reason: string, details: Problem['details'] = {}, upTo = next): Reading<never> => {
    const last = words[upTo - 1] ?? start
    return wrong(reason, start, last, { text: shortened(context.text.slice(start.from, last.to)), ...details })
  }
  if (shape.negative) return problem('amount-negative')
  let ending = endingOf(tail)
  if (!ending) {
    const code = /^(?:bn|[kmb])?([A-Z]{3})$/.exec(tail)?.[1]
    return code ? problem('currency-unknown', { text: code }) : problem('amount-unreadable')
  }
  if (closed && splitGroup(body, words[next])) return problem('amount-unreadable', {}, next + 1)
  const torn = tail === '' ? tornGroups(body, words, next) : undefined
  if (torn) {
    const form = closed ? undefined : numberForm(torn.body, false)
    const { reason, details } = form && 'bad' in form ? badGrouping(form, decimalsOf(context.currency)) : unreadable
    return problem(reason, details, torn.next)
  }
  if (tail === '' && !closed) {
    const word = words[next]
    const loose = word && !word.quoted ? scaleAlone(fold(word.text)) : undefined
    // Who writes 5000 does not count in thousands: a capital begins the name of Thousand Oaks.
    const name = loose && loose !== 'doubtful' && !loose.sign && /^\p{Lu}/u.test(word?.text ?? '') && /^\d{4}|^\d{1,3} /.test(body)
    if (loose === 'doubtful' || name) return problem('amount-or-customer', {}, next + 1)
    if (loose) {
      ending = loose
      next += 1
    }
  }
  const signs = [apart, shape.before, ending.sign].filter((sign) => sign !== undefined)
  if (!ending.sign) {
    const word = words[next]
    const behind = word && loneSign(word, context, 'behind')
    if (behind) signs.push(behind)
    if (behind) next += 1
    const code = !behind && signs.length === 0 && word && !word.quoted ? doubtfulCode(fold(word.text)) : undefined
    if (code !== undefined) return problem('currency-or-customer', { code }, next + 1)
  }
  const following = words[next] // 5€ million, 5 thousand million; 5, million
  if (following && !following.quoted && isScale(fold(following.text))) return problem('amount-or-customer', {}, next + 1)
  const [first, ...others] = signs
  const sign = others.reduce<CurrencySign | undefined>((agreed, other) => agreed && both(agreed, other), first)
  if (first && !sign) return problem('currency-twice')
  const currency = sign ? meant(sign, context.currency) : context.currency
  if (currency === undefined) return problem('currency-ambiguous', { codes: sign?.codes.join(', ') ?? '' })
  const minor = minorOf(numberForm(body, ending.zeros > 0), ending.zeros, currency)
  if (typeof minor !== 'bigint') return problem(minor.reason, minor.details)
  return read({ money: money(minor, currency), currencyWritten: sign !== undefined }, next)
}

/** An amount as `readAmount` reads it back exactly, whatever the workspace's currency: `5000.00 EUR`. For amounts above zero. */
export function writeAmount(amount: Money): string {
  const decimal = toDecimalString(amount)
  // 5.555 would be read as thousands; a fourth decimal of zero says that it is not.
  return `${decimal}${/^[1-9]\d{0,2}\.\d{3}$/.test(decimal) ? '0' : ''} ${amount.currency}`
}

function loneSign(word: Word, context: AmountContext, place: 'before' | 'behind'): CurrencySign | undefined {
  return word.quoted || word.text.length > 5 ? undefined : signAlone(fold(word.text), place, context.currency)
}

function shapeOf(word: Word | undefined): Shape | undefined {
  if (!word || word.quoted) return undefined
  const found = /^([+-]?)([^\d.,'٫٬+-]{0,5})([+-]?)([\d.,'٫٬]+)(.*)$/su.exec(fold(word.text))
  if (!found) return undefined
  const [, sign, prefix = '', innerSign, marked = '', rest = ''] = found
  const before = prefix === '' ? undefined : signAtDigits(prefix)
  if ((prefix !== '' && !before) || !/\d/.test(marked)) return undefined
  const abbreviated = /^\p{L}/u.test(prefix) && marked.startsWith('.') ? marked.slice(1) : marked // kr.500
  // "5000,-" is how prices are written without their cents from Norway to the Netherlands.
  const dashed = /^-{1,2}$/.test(rest) && /\d[.,]$/.test(abbreviated)
  const closed = !dashed && (rest === '' ? /\d[.,]$/.test(abbreviated) : /[.,;:]$/.test(rest))
  return {
    negative: sign === '-' || innerSign === '-',
    before,
    signed: `${sign}${prefix}${innerSign}` !== '',
    body: dashed || (closed && rest === '') ? abbreviated.slice(0, -1) : abbreviated,
    tail: dashed ? '' : closed ? rest.slice(0, -1) : rest,
    closed,
  }
}

/** The digits with the groups of three that stand in the next words. */
function gathered(words: readonly Word[], at: number, shape: Shape): Pick<Shape, 'body' | 'tail' | 'closed'> & { readonly next: number } {
  let { body, tail, closed } = shape
  let next = at + 1
  while (tail === '' && !closed && /^[1-9]\d{0,2}(?: \d{3})*$/.test(body)) {
    const group = shapeOf(words[next])
    if (!group || group.signed || !/^\d{3}(?!\d)/.test(group.body)) break
    body += ` ${group.body}`
    tail = group.tail
    closed = group.closed
    next += 1
  }
  return { body, tail, closed, next }
}

/** True for `5,` before `000`: a grouped number that was torn apart. */
function splitGroup(body: string, following: Word | undefined): boolean {
  const group = shapeOf(following)
  return /^\d{1,3}$/.test(body) && group !== undefined && !group.signed && /^\d{3}(?!\d)/.test(group.body)
}

/**
 * Digits in words of their own that make no groups of three (`5 0000`), with the words they take; undefined where there are none. A year
 * is no group: `20 2026` is a target for a year.
 */
function tornGroups(body: string, words: readonly Word[], at: number): { readonly body: string; readonly next: number } | undefined {
  if (!/^\d{1,3}(?: \d{3})*$/.test(body)) return undefined
  let torn = body
  let next = at
  let closed = false
  while (!closed) {
    const group = shapeOf(words[next])
    const digits = group && !group.signed && /^\d+(?:[.,]\d{1,2})?$/.test(group.body) && (group.tail === '' || signAtDigits(group.tail))
    if (!digits || (group.body.length === 4 && isTypedYear(Number(group.body)))) break
    torn += ` ${group.body}`
    closed = group.closed || group.tail !== ''
    next += 1
  }
  return next > at ? { body: torn, next } : undefined
}

type Wrong = { readonly reason: string; readonly details: Problem['details'] }

/** Minor units of a number with so many zeros added, or what is wrong with it. */
function minorOf(form: NumberForm | BadForm, zeros: number, currency: Currency): bigint | Wrong {
  const decimals = decimalsOf(currency)
  if ('bad' in form) return badGrouping(form, decimals)
  const { whole, fraction, single } = form
  if (whole.replace(/^0+/, '').length > 20) return tooLarge(decimals)
  const digits = whole + fraction
  const shift = zeros + decimals - fraction.length
  const kept = shift < 0 ? digits.slice(0, shift) : digits
  const minor = BigInt(kept === '' ? '0' : kept) * 10n ** BigInt(Math.max(shift, 0))
  if (minor === 0n) return { reason: 'amount-zero', details: {} }
  if (minor > largestMinor) return tooLarge(decimals)
  const excess = shift < 0 ? digits.slice(shift) : ''
  const rounded = minor + (excess.charAt(0) >= '5' ? 1n : 0n)
  const doubted = single && fraction.length === 3 && (zeros > 0 || decimals < 3)
  // Zeros too many change nothing (5000.00 yen), but three digits behind a separator look like thousands, and more like a slip.
  const fits = excess === '' || zeros > 0 || fraction.length < 3 || (decimals >= 3 && fraction.length === decimals + 1)
  const harmless = fits && /^0*$/.test(excess)
  if (!doubted && harmless) return minor
  if (single && fraction.length >= 3 && digits.length <= 18) {
    const thousands = BigInt(digits) * 10n ** BigInt(zeros + decimals)
    return { reason: 'amount-ambiguous', details: { thousands: plain(thousands, decimals), decimal: plain(rounded, decimals) } }
  }
  return { reason: 'amount-too-precise', details: { currency, decimals, rounded: plain(rounded, decimals) } }
}

const unreadable: Wrong = { reason: 'amount-unreadable', details: {} }

const tooLarge = (decimals: number): Wrong => ({ reason: 'amount-too-large', details: { largest: plain(largestMinor, decimals) } })

function badGrouping({ bad, whole, last, marked }: BadForm, decimals: number): Wrong {
  if (bad === 'unreadable' || whole.length > 18 || last.length > 18) return unreadable
  const thousands = `${grouped(whole.replace(/^0+(?=\d)/, ''))}${marked ? `.${last}` : ''}`
  if (bad === 'indian') return { reason: 'amount-indian-grouping', details: { thousands } }
  const before = whole.slice(0, whole.length - last.length).replace(/^0+(?=\d)/, '')
  const decimal = !marked && last.length <= decimals ? `${grouped(before)}.${last.padEnd(decimals, '0')}` : 'none'
  return { reason: 'amount-grouping', details: { thousands, decimal } }
}

/** As a question shows it: `5,000`, `5,000.56`. */
function plain(minor: bigint, decimals: number): string {
  const digits = minor.toString().padStart(decimals + 1, '0')
  const fraction = digits.slice(digits.length - decimals)
  return `${grouped(digits.slice(0, digits.length - decimals))}${/[1-9]/.test(fraction) ? `.${fraction}` : ''}`
}

const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',')
