// What is suggested without a look into the database: days and periods around today, and the lists that the workspace or the world has.
import type { Say } from '../languages/say.ts'
import { addDays, type LocalDate, weekday } from '../vocabulary/local-date.ts'
import { dealMetrics } from '../vocabulary/metrics.ts'
import { currencyOf } from '../vocabulary/money.ts'
import { nextPeriod, type Period, type PeriodKind, periodKey, periodOf, previousPeriod } from '../vocabulary/period.ts'
import type { Suggests } from './argument.ts'
import { futureDate, pastDate, period, periodAhead } from './arguments.ts'
import { Complaint } from './complaint.ts'
import { explained } from './label.ts'
import { readField } from './parse-fields.ts'
import type { Knowing } from './parse-text.ts'
import type { Known } from './people.ts'
import type { Suggestion } from './platform.ts'

export interface Choice extends Suggestion {
  /** By what else it is found. */
  readonly also?: readonly string[]
  /** It stands for nothing else than its own words. */
  readonly whole?: true
}

export interface Named {
  readonly name: string
  /** In the language of who asks. */
  readonly title: string
}

export interface Listed {
  readonly typed: string
  readonly known: Known | undefined
  readonly knowing: Knowing
  readonly say: Say
  /** Those that who asks may use. */
  readonly commands: readonly Named[]
  readonly rituals: readonly Named[]
}

const plain = (value: string): Choice => ({ label: value, value })
const named = ({ name, title }: Named): Choice => ({ label: explained(name, title), value: name, also: [title] })

/** All there are, the likeliest first; undefined for what is no such list. */
export function listedChoices(suggests: Suggests, asked: Listed): readonly Choice[] | undefined {
  const { rules } = asked.knowing
  const stages = rules.stages.map(({ name }) => name)
  switch (suggests) {
    case 'past days':
      return days('past', asked)
    case 'coming days':
      return days('future', asked)
    case 'periods':
      return periods('past', asked)
    case 'periods ahead':
      return periods('future', asked)
    case 'metrics':
      return [...dealMetrics, ...rules.activityKinds].map(plain)
    case 'activities':
      return rules.activityKinds.map(plain)
    case 'stages':
      return stages.map(plain)
    case 'stages and ends':
      return [...stages, 'won', 'lost', ...rules.lossReasons.map((reason) => `lost ${reason}`)].map(plain)
    case 'loss reasons':
      return rules.lossReasons.map(plain)
    case 'currencies':
      return currencies(asked)
    case 'time zones':
      return timeZones(asked)
    case 'commands':
      return asked.commands.map(named)
    case 'rituals':
      return asked.rituals.map(named)
    case 'words':
      return []
    default:
      return undefined
  }
}

type Toward = 'past' | 'future'

/** How far days are written out. */
const daysNear = 60

/** Today and the days beside it by their names, then by their dates; before them what was typed, if it is a day. */
function days(toward: Toward, { typed, knowing, say }: Listed): readonly Choice[] {
  const { today } = knowing
  const step = toward === 'past' ? -1 : 1
  const choice = (value: string, day: LocalDate): Choice => ({
    label: explained(value, say.date(day)),
    value,
    also: [day, say.date(day), say.day(day), say.weekday(weekday(day)), `${Number(day.slice(8))} ${say.month(Number(day.slice(5, 7)))}`],
  })
  const spoken = [choice('today', today), choice(toward === 'past' ? 'yesterday' : 'tomorrow', addDays(today, step))]
  const near = Array.from({ length: daysNear }, (_, index) => addDays(today, step * (index + 2)))
  const weekdays = near.slice(0, 5).map((day) => choice(englishWeekdays[weekday(day) - 1] ?? day, day))
  const ends = toward === 'future' ? (['week', 'month', 'quarter'] as const).map((kind) => periodOf(kind, today, knowing.calendar).to) : []
  const dates = [...ends, ...near].map((day) => choice(day, day))
  const meant = meantBy(toward === 'past' ? pastDate : futureDate, typed, knowing) as LocalDate | undefined // what these two read
  return [...(meant === undefined ? [] : [choice(typed.trim(), meant)]), ...spoken, ...weekdays, ...dates]
}

const englishWeekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const meantBy = (argument: Parameters<typeof readField>[0]['argument'], typed: string, knowing: Knowing): unknown => {
  const found = readField({ place: 'position', argument, needed: true, many: false }, typed, knowing)
  return found instanceof Complaint ? undefined : found?.value
}

const kindsOf: Readonly<Record<Toward, readonly PeriodKind[]>> = {
  past: ['month', 'quarter', 'week', 'year'],
  future: ['quarter', 'month', 'year', 'week'],
}
/** How many of a kind beyond the running one are offered by their number. */
const numbered: readonly (readonly [PeriodKind, number])[] = [
  ['quarter', 8],
  ['month', 24],
  ['year', 5],
  ['week', 12],
]

/** The running ones, those beside them, then others by their numbers; before them what was typed, if it is a period. */
function periods(toward: Toward, { typed, knowing, say }: Listed): readonly Choice[] {
  const { today, calendar } = knowing
  const said = (one: Period) => (one.kind === 'day' ? say.date(one.from) : say.period(one))
  const choice = (value: string, one: Period): Choice => ({
    label: explained(value, said(one)),
    value,
    also: [said(one), ...formsOf(one, say)],
  })
  const beside = (one: Period) => (toward === 'past' ? previousPeriod(one, calendar) : nextPeriod(one, calendar))
  const turn = toward === 'past' ? 'last' : 'next'
  const running = kindsOf[toward].map((kind) => choice(`this ${kind}`, periodOf(kind, today, calendar)))
  const others = kindsOf[toward].map((kind) => choice(`${turn} ${kind}`, beside(periodOf(kind, today, calendar))))
  const day = choice('today', periodOf('day', today, calendar))
  const yesterday = toward === 'past' ? [choice('yesterday', periodOf('day', addDays(today, -1), calendar))] : []
  const byNumber = numbered.flatMap(([kind, count]) => {
    const found = [periodOf(kind, today, calendar)]
    for (let last = found[0]; last && found.length <= count; last = found.at(-1)) found.push(beside(last))
    return found.map((one) => choice(periodKey(one), one))
  })
  const meant = meantBy(toward === 'past' ? period : periodAhead, typed, knowing) as Period | undefined // what these two read
  return [...(meant ? [choice(typed.trim(), meant)] : []), ...running, ...others, day, ...yesterday, ...byNumber]
}

/** As people type it too. */
function formsOf({ kind, year, index }: Period, say: Say): readonly string[] {
  const short = `FY${String(year).slice(-2)}`
  if (kind === 'year') return [short, `FY${year}`]
  if (kind === 'quarter') return [`Q${index} ${year}`, `${short}-Q${index}`]
  if (kind === 'week') return [`W${index}`]
  return kind === 'month' ? [say.month(index)] : []
}

/** Those that most companies sell in, behind the workspace's own. */
const usualCurrencies = [
  'USD',
  'EUR',
  'GBP',
  'NOK',
  'SEK',
  'DKK',
  'CHF',
  'CNY',
  'JPY',
  'RUB',
  'INR',
  'CAD',
  'AUD',
  'BRL',
  'PLN',
  'AED',
  'SGD',
]

function currencies({ knowing, say }: Listed): readonly Choice[] {
  const names = new Intl.DisplayNames([say.language], { type: 'currency', fallback: 'none' })
  const all = new Set([knowing.currency, ...usualCurrencies, ...Intl.supportedValuesOf('currency')])
  return [...all]
    .filter((code) => currencyOf(code) !== undefined)
    .map((code) => ({ label: explained(code, names.of(code) ?? ''), value: code }))
}

const usualZones = [
  'Europe/London',
  'Europe/Berlin',
  'Europe/Oslo',
  'Europe/Rome',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
].concat([
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
])

function timeZones({ known }: Listed): readonly Choice[] {
  const own = [known?.speaker.timeZone, known?.workspace.timeZone].filter((zone) => zone !== undefined)
  return [...new Set([...own, ...usualZones, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map(plain)
}
