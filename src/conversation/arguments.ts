// The arguments there are. Each reads what a person would type for it, says what is wrong in the catalogue's words, and how a field of its own
// asks for it.
import { readAmount } from '../vocabulary/amount.ts'
import { readDate } from '../vocabulary/date.ts'
import { type ExchangeRate, exchangeRate } from '../vocabulary/exchange.ts'
import { fold } from '../vocabulary/folding.ts'
import { asId, type DealNumber } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type ActivityKind, dealMetrics, type Metric, metricNamed } from '../vocabulary/metrics.ts'
import { type Currency, currencyOf, type Money } from '../vocabulary/money.ts'
import { type Period, readPeriod } from '../vocabulary/period.ts'
import { passed, type Reading, read, type Word, wrong } from '../vocabulary/reading.ts'
import { type Role, roles } from '../vocabulary/roles.ts'
import { timeZoneOf } from '../vocabulary/time-zone.ts'
import type { Argument, Field, ReadContext, Suggests } from './argument.ts'
import { asTyped } from './mention.ts'

/** For a few words, however they are written. */
const short: Field = { kind: 'text', longest: 40 }

export const amount: Argument<Money> = {
  name: 'argument.amount',
  field: short,
  read(words, at, context) {
    const reading = readAmount(words, at, context)
    return reading.outcome === 'read' ? read(reading.value.money, reading.next) : reading
  },
}

/** A day that has been: a weekday or a day without a year means the latest one. */
export const pastDate: Argument<LocalDate> = {
  name: 'argument.date',
  field: short,
  suggests: 'past days',
  read: (words, at, context) => readDate(words, at, { ...context, toward: 'past' }),
}

/** A day that may come: a weekday or a day without a year means the next one. */
export const futureDate: Argument<LocalDate> = {
  name: 'argument.date',
  field: short,
  suggests: 'coming days',
  read: (words, at, context) => readDate(words, at, { ...context, toward: 'future' }),
}

/** A period to look back on: `november` without a year is the latest one. */
export const period: Argument<Period> = {
  name: 'argument.period',
  field: short,
  suggests: 'periods',
  read: (words, at, context) => readPeriod(words, at, { ...context, toward: 'past' }),
}

/** A period to plan: `november` without a year is the next one, or the one that runs. */
export const periodAhead: Argument<Period> = {
  name: 'argument.period',
  field: short,
  suggests: 'periods ahead',
  read: (words, at, context) => readPeriod(words, at, { ...context, toward: 'future' }),
}

const among = <const Values extends readonly string[]>(name: Argument<string>['name'], values: Values): Argument<Values[number]> => ({
  name,
  field: { kind: 'one of', values },
  read(words, at) {
    const word = words[at]
    const value = word && !word.quoted ? values.find((one) => one === word.text.toLowerCase()) : undefined
    return value === undefined ? passed : read(value, at + 1)
  },
})

/** Words that stand for one of a list that the workspace has: the longest that fits, in any case. */
function phraseAmong<Value extends string>(words: readonly Word[], at: number, values: readonly Value[]): Reading<Value> {
  const first = words[at]
  if (!first) return passed
  if (first.quoted) {
    const whole = values.find((value) => lower(value) === lower(first.text))
    return whole === undefined ? passed : read(whole, at + 1)
  }
  const longestFirst = [...values].sort((a, b) => wordsIn(b) - wordsIn(a))
  for (const value of longestFirst) {
    const taken = words.slice(at, at + wordsIn(value))
    if (taken.every((word) => !word.quoted) && lower(taken.map(({ text }) => text).join(' ')) === lower(value))
      return read(value, at + taken.length)
  }
  return passed
}

const lower = (text: string): string => fold(text).toLowerCase()
const wordsIn = (text: string): number => text.split(' ').length

/** A phrase of a list; what is not in it is a problem that names the list. */
const phraseOf = <Value extends string>(
  suggests: Suggests,
  name: Argument<Value>['name'],
  valuesIn: (context: ReadContext) => readonly Value[],
  reason: string,
): Argument<Value> => ({
  name,
  field: short,
  suggests,
  read(words, at, context) {
    const values = valuesIn(context)
    const found = phraseAmong(words, at, values)
    const word = words[at]
    return found.outcome === 'read' || !word ? found : wrong(reason, word, word, { known: values.join(', ') })
  },
})

/** `revenue`, `deals`, or a kind of activity that this workspace counts. */
export const metric: Argument<Metric> = {
  name: 'argument.metric',
  field: short,
  suggests: 'metrics',
  read(words, at, { rules }) {
    const found = phraseAmong(words, at, [...dealMetrics, ...rules.activityKinds])
    if (found.outcome !== 'read') return passed
    const value = metricNamed(found.value, rules.activityKinds)
    return value === undefined ? passed : read(value, found.next)
  },
}

/** A kind of activity that this workspace counts. */
export const activity: Argument<ActivityKind> = phraseOf(
  'activities',
  'argument.activity',
  ({ rules }) => rules.activityKinds,
  'activity-unknown',
)

/** A stage of the pipeline, by name. */
export const stage: Argument<string> = phraseOf(
  'stages',
  'argument.stage',
  ({ rules }) => rules.stages.map(({ name }) => name),
  'stage-unknown',
)

/** Where a deal is moved: a stage, or one of its two ends. */
export const stageOrEnd: Argument<string> = phraseOf(
  'stages and ends',
  'argument.stage',
  ({ rules }) => [...rules.stages.map(({ name }) => name), 'won', 'lost'],
  'stage-unknown',
)

/** Why a deal was lost, of the workspace's list. */
export const lossReason: Argument<string> = phraseOf(
  'loss reasons',
  'argument.loss-reason',
  ({ rules }) => rules.lossReasons,
  'loss-reason-unknown',
)

const mostCounted = 100_000

/** A whole number from 1 to 100,000. */
export const count: Argument<number> = {
  name: 'argument.count',
  field: { kind: 'number', least: 1, most: mostCounted },
  read(words, at) {
    const word = words[at]
    const digits = word && !word.quoted && /^\d{1,9}$/.exec(fold(word.text))?.[0]
    if (!digits) return passed
    const value = Number(digits)
    return value >= 1 && value <= mostCounted ? read(value, at + 1) : wrong('count-out-of-range', word, word, { most: mostCounted })
  },
}

/** `1.08`: what one unit of another currency is worth here. */
export const rate: Argument<ExchangeRate> = {
  name: 'argument.rate',
  field: short,
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = exchangeRate(fold(word.text))
    return value === undefined ? wrong('rate-unreadable', word) : read(value, at + 1)
  },
}
export const role: Argument<Role> = among('argument.role', roles)
export const company: Argument<'company'> = { ...among('argument.company', ['company']), word: 'company' }

/** A word that stands for something there is a list of; any other word is a problem of that reason. */
const listed = <Value>(
  suggests: Suggests,
  name: Argument<Value>['name'],
  lookUp: (text: string) => Value | undefined,
  otherwise: { readonly reason: string },
): Argument<Value> => ({
  name,
  field: short,
  suggests,
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = lookUp(word.text)
    return value === undefined ? wrong(otherwise.reason, word) : read(value, at + 1)
  },
})

export const currency: Argument<Currency> = listed('currencies', 'argument.currency', currencyOf, { reason: 'currency-unknown' })
export const timeZone: Argument<string> = listed('time zones', 'argument.time-zone', timeZoneOf, { reason: 'time-zone-unknown' })

/** `#42` or `42`. */
export const dealNumber: Argument<DealNumber> = {
  name: 'argument.deal-number',
  field: short, // not a number: it is written with its sign
  suggests: 'deals',
  read(words, at) {
    const word = words[at]
    const digits = word && !word.quoted && /^#?(\d{1,9})$/.exec(word.text)?.[1]
    if (!digits) return passed
    return Number(digits) > 0 ? read(asId<DealNumber>(Number(digits)), at + 1) : wrong('deal-number-zero', word)
  },
}

/** The same of a deal that is not closed yet. */
export const openDealNumber: typeof dealNumber = { ...dealNumber, suggests: 'open deals' }

/** `#renewal`: letters, digits, - and _; at most 30 of them. */
export const tag: Argument<string> = {
  name: 'argument.tag',
  field: { kind: 'text', longest: 300 }, // of which there may be several in one field
  suggests: 'tags',
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    return /^#[\p{L}\p{N}_-]{1,30}$/u.test(word.text) ? read(word.text.slice(1).toLowerCase(), at + 1) : wrong('tag-unreadable', word)
  },
}

// A picture sign has no place in a name that is sorted, searched and exported; ™ and ® are letters to a company.
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|^:[a-z0-9_+-]+:$/u

/** The words from `at` up to the next slot; quoted words count as one. Undefined when there is none. */
function freeWords(words: readonly Word[], at: number, context: ReadContext): readonly [Word, ...Word[]] | undefined {
  let next = at
  while (next < words.length) {
    const word = words[next]
    if (!word || context.startsSlot(word)) break
    next += 1
  }
  const [first, ...rest] = words.slice(at, next)
  return first ? [first, ...rest] : undefined
}

/** A word with its day, stage or tag behind it, that says something in another command about deals: `close 2026-12-15` of a win is no name. */
function strayKeyword(words: readonly Word[], from: number, to: number, context: ReadContext): Word | undefined {
  const meanings: ReadonlyMap<string, Pick<Argument<unknown>, 'read'>> = new Map<string, Pick<Argument<unknown>, 'read'>>([
    ['on', pastDate],
    ['close', futureDate],
    ['stage', stage],
    ['tags', tag],
  ])
  return words.slice(from, to).find((word, index) => {
    const meaning = word.quoted ? undefined : meanings.get(word.text.toLowerCase())
    return meaning?.read(words, from + index + 1, context).outcome === 'read'
  })
}

/** In characters. */
const longestCustomer = 100
const longestNote = 500

/** The name of a customer: one line, at most 100 characters, no pictures and no people. */
export const customer: Argument<string> = {
  name: 'argument.customer',
  field: { kind: 'text', longest: longestCustomer },
  suggests: 'customers',
  read(words, at, context) {
    const taken = freeWords(words, at, context)
    if (!taken) return passed
    const [first] = taken
    const last = taken.at(-1) ?? first
    const text = taken.map((word) => word.text).join(' ')
    if (!text.trim()) return wrong('customer-empty', first, last)
    for (const word of taken) {
      const folded = word.text.normalize('NFKC') // ＠channel is seen as @channel
      if (/^@(channel|here|everyone)$|[<‹]!/i.test(folded)) return wrong('customer-is-channel-mention', word)
      if (/[<‹]@/.test(folded)) return wrong('customer-is-mention', word)
      if (/^@./.test(folded) && !word.quoted) return wrong('customer-is-person', word)
      if (emoji.test(word.text)) return wrong('customer-has-emoji', word)
    }
    if (!first.quoted) {
      // Alone too, as the words behind it may be what is wrong; 7-Eleven and 3COM are no amounts.
      const amounts = [readAmount([first], 0, context), readAmount(words, at, context)]
      const names = ['amount-unreadable', 'currency-unknown']
      if (amounts.some((one) => one.outcome === 'read' || (one.outcome === 'wrong' && !names.includes(one.problem.reason))))
        return wrong('second-amount', first)
    }
    const stray = strayKeyword(words, at, at + taken.length, context)
    if (stray) return wrong('belongs-elsewhere', stray, stray, { word: stray.text })
    if ([...text].length > longestCustomer) return wrong('customer-too-long', first, last, { longest: longestCustomer })
    return read(text.trim(), at + taken.length)
  },
}

/** Free text: whatever stands up to the next keyword; at most 500 characters. */
export const note: Argument<string> = {
  name: 'argument.note',
  field: { kind: 'text', longest: longestNote },
  read(words, at, context) {
    const taken = freeWords(words, at, context)
    if (!taken) return passed
    const text = asTyped(taken.map((word) => word.text).join(' '))
    if ([...text].length > longestNote) return wrong('note-too-long', taken[0], taken.at(-1), { longest: longestNote })
    return read(text, at + taken.length)
  },
}

/** A command's words, for help: anything. */
export const commandName: Argument<string> = {
  name: 'argument.command',
  field: short,
  suggests: 'commands',
  read: (words, at) =>
    words[at]
      ? read(
          words
            .slice(at)
            .map((word) => word.text)
            .join(' '),
          words.length,
        )
      : passed,
}
