// A catalogue made speakable: ICU messages compiled once, money and dates through Intl with formatters kept for re-use.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Span } from '../message/message.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { decimalsOf, type Money, toDecimalString } from '../vocabulary/money.ts'
import type { Period } from '../vocabulary/period.ts'
import { en } from './en.ts'
import { it } from './it.ts'
import type { Catalogue, TextKey } from './language.ts'
import { nb } from './nb.ts'
import { ru } from './ru.ts'
import type { MoneyStyle, Say, Values } from './say.ts'
import { zh } from './zh.ts'

interface Spoken {
  readonly catalogue: Catalogue
  /** What it is called: in itself, and in English. */
  readonly names: readonly [string, ...string[]]
  /** The locale for numbers and money, and the one for dates: English counts like New York and dates like the rest of the world. */
  readonly numbers: string
  readonly dates: string
}

const languages: Readonly<Record<string, Spoken>> = {
  en: { catalogue: en, names: ['English'], numbers: 'en', dates: 'en-GB' },
  nb: { catalogue: nb, names: ['Norsk', 'Norwegian', 'Bokmål'], numbers: 'nb-NO', dates: 'nb-NO' },
  it: { catalogue: it, names: ['Italiano', 'Italian'], numbers: 'it-IT', dates: 'it-IT' },
  ru: { catalogue: ru, names: ['Русский', 'Russian'], numbers: 'ru-RU', dates: 'ru-RU' },
  zh: { catalogue: zh, names: ['中文', 'Chinese'], numbers: 'zh-Hans-CN', dates: 'zh-Hans-CN' },
}

/** Codes under which a language is also asked for. */
const aliases: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb' }

/** The languages there is a catalogue for. */
export const spokenLanguages: readonly string[] = Object.keys(languages)

/** What a language calls itself: `Norsk` for `nb`. */
export const languageName = (code: string): string => languages[code]?.names[0] ?? code

/** The language of that name or code in any case (`norsk`, `Norwegian`, `nb-NO`), or undefined for one there is no catalogue for. */
export function languageCalled(text: string): string | undefined {
  const wanted = text.toLowerCase()
  const primary = wanted.split(/[-_]/)[0] ?? ''
  const code = Object.hasOwn(aliases, primary) ? aliases[primary] : primary
  if (code !== undefined && Object.hasOwn(languages, code)) return code
  return spokenLanguages.find((name) => languages[name]?.names.some((one) => one.toLowerCase() === wanted))
}

const made = new Map<string, Say>()

/** Speaks the language of a BCP 47 tag (`nb-NO`, `zh-Hans`), or English where there is no catalogue for it. */
export function sayIn(locale: string): Say {
  const primary = locale.toLowerCase().split(/[-_]/)[0] ?? 'en'
  const name = aliases[primary] ?? primary
  const language = languages[name] ? name : 'en'
  let say = made.get(language)
  if (!say) {
    say = makeSay(language, languages[language] ?? { catalogue: en, names: ['English'], numbers: 'en', dates: 'en-GB' })
    made.set(language, say)
  }
  return say
}

type Chunk = Span | readonly Span[]
const tags = {
  b: (chunks: Chunk[]): Span => ({ kind: 'bold', spans: chunks.flat() }),
  i: (chunks: Chunk[]): Span => ({ kind: 'italic', spans: chunks.flat() }),
  s: (chunks: Chunk[]): Span => ({ kind: 'strike', spans: chunks.flat() }),
  c: (chunks: Chunk[]): Span => ({ kind: 'code', text: textOf(chunks.flat()) }),
}

/** The words of spans without their dress. */
export function textOf(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span
      if ('spans' in span) return textOf(span.spans)
      return span.kind === 'channel' ? `#${span.channel}` : span.kind === 'mention' ? span.name : span.text
    })
    .join('')
}

interface Compiled {
  readonly format: IntlMessageFormat
  /** The values behind which its sentences end. */
  readonly stops: readonly string[]
}

/** One full stop is enough: a value that ends with its own (`2026 г.`, `Acme Inc.`) gives it up where the sentence has one. */
function stopped(values: Values, stops: readonly string[]): Values {
  const ending = stops.filter((name) => typeof values[name] === 'string' && /[^.]\.$/.test(values[name]))
  return ending.length === 0
    ? values
    : { ...values, ...Object.fromEntries(ending.map((name) => [name, String(values[name]).slice(0, -1)])) }
}

function makeSay(language: string, { catalogue, numbers, dates }: Spoken): Say {
  const compiled = new Map<TextKey, Compiled | string>()
  const compile = (key: TextKey): Compiled | string => {
    const text = catalogue[key]
    if (text === undefined) throw new Error(`No such text: ${key}`)
    const stops = [...text.matchAll(/\{(\w+)\}\.(?!\.)/g)].map(([, name = '']) => name)
    const message = /[{<']/.test(text) ? { format: new IntlMessageFormat(text, numbers), stops } : text
    compiled.set(key, message)
    return message
  }
  const speak = (key: TextKey, values: Values = {}): readonly Span[] => {
    const message = compiled.get(key) ?? compile(key)
    if (typeof message === 'string') return [message]
    return message.format.formatToParts<Chunk>({ ...stopped(values, message.stops), ...tags }).flatMap((part) => part.value as Chunk) // text, or a span that we put in: the library's type says any
  }

  const moneyFormats = new Map<string, Intl.NumberFormat>()
  const moneyFormat = (money: Money, style: MoneyStyle) => {
    const name = `${money.currency} ${style}`
    let format = moneyFormats.get(name)
    if (!format) {
      format = new Intl.NumberFormat(numbers, {
        style: 'currency',
        currency: money.currency,
        minimumFractionDigits: style === 'whole' ? 0 : decimalsOf(money.currency),
        maximumFractionDigits: style === 'whole' ? 0 : decimalsOf(money.currency),
        trailingZeroDisplay: style === 'brief' ? 'stripIfInteger' : 'auto',
      })
      moneyFormats.set(name, format)
    }
    return format
  }
  const rangeFormats = new Map<string, Intl.NumberFormat>()
  const moneyRange = (from: Money, to: Money): string => {
    const { currency } = from
    const options = { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 0 } as const
    const format = rangeFormats.get(currency) ?? new Intl.NumberFormat(numbers, options)
    rangeFormats.set(currency, format)
    // Exact decimal strings, as in `money` below.
    return format.formatRange(toDecimalString(from) as `${number}`, toDecimalString(to) as `${number}`)
  }
  const numberFormat = new Intl.NumberFormat(numbers)
  const percentFormat = new Intl.NumberFormat(numbers, { style: 'percent', maximumFractionDigits: 0, roundingMode: 'halfExpand' })
  const dateFormat = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const monthFormat = new Intl.DateTimeFormat(dates, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const inUtc = { timeZone: 'UTC' } as const
  const monthName = new Intl.DateTimeFormat(dates, { month: 'long', ...inUtc })
  const weekdayName = new Intl.DateTimeFormat(dates, { weekday: 'long', ...inUtc })
  const dayFormat = new Intl.DateTimeFormat(dates, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  const said = new Map<LocalDate, string>() // the same few days are said over and over
  const date = (day: LocalDate) => {
    let text = said.get(day)
    if (text === undefined) {
      text = dateFormat.format(Date.parse(day))
      if (said.size > 1_000) said.clear()
      said.set(day, text)
    }
    return text
  }
  const plain = (key: TextKey, values?: Values) => textOf(speak(key, values))
  const period = ({ kind, from, year, index }: Period): string => {
    const month = Number(from.slice(5, 7))
    // A year that does not begin in January is not the calendar's, and says so.
    const fiscal = kind === 'year' ? month !== 1 : kind === 'quarter' && month !== index * 3 - 2
    if (kind === 'year') return plain(fiscal ? 'period.fiscal-year' : 'period.year', { year: String(year) })
    if (kind === 'quarter') return plain(fiscal ? 'period.fiscal-quarter' : 'period.quarter', { year: String(year), quarter: index })
    if (kind === 'month') return monthFormat.format(Date.parse(from))
    if (kind === 'week') return plain('period.week', { year: String(year), week: index })
    return date(from)
  }
  return Object.assign(speak, {
    language,
    plain,
    // The ECMA-402 type of exact decimal strings is not in the library's signature yet; the formatter takes them without rounding.
    money: (money: Money, style: MoneyStyle = 'exact') => moneyFormat(money, style).format(toDecimalString(money) as `${number}`),
    moneyRange,
    number: (value: number | bigint) => numberFormat.format(value),
    // English is written like the product's own texts, with a space; the others as Intl has them.
    percent: (share: number) => (language === 'en' ? percentFormat.format(share).replace('%', '\u00a0%') : percentFormat.format(share)),
    date,
    day: (date: LocalDate) => dayFormat.format(Date.parse(date)).replace(/^(\p{L}+), /u, language === 'en' ? '$1 ' : '$&'),
    month: (month: number) => monthName.format(Date.UTC(2026, month - 1)),
    weekday: (day: number) => weekdayName.format(Date.UTC(2026, 5, day)), // 1 June 2026 is a Monday
    period,
  })
}
