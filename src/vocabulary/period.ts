// A stretch of the fiscal calendar.
//
//   period   = relative | numbered | named | day
//   relative = ( "this" | "last" | "next" ) ( "day" | "week" | "month" | "quarter" | "year" )
//   numbered = 2026 | FY27 | 2026-Q4 | FY27-Q1 | Q4 [ 2026 ] | 2026-11 | 2026-W47 | W47 | "week" 47 [ 2026 ]
//   named    = "november" [ 2026 ]
//   day      = as date.ts has it, but for weekdays, which are people's names
import { bare, kindWords, monthWords, ofWords, turnWords, weekdayWords } from './calendar-words.ts'
import { firstYear, isTypedYear, lastYear, readDate } from './date.ts'
import type { FiscalCalendar } from './fiscal-calendar.ts'
import { fold } from './folding.ts'
import { addDays, addMonths, isLocalDate, type LocalDate, localDate, parts } from './local-date.ts'
import { type PeriodForm, periodForm, yearForm } from './period-forms.ts'
import { passed, type Reading, read, shortened, type Word, wrong } from './reading.ts'
import { weekNumbered, weekOf, weeksIn } from './week.ts'

export const periodKinds = ['year', 'quarter', 'month', 'week', 'day'] as const
export type PeriodKind = (typeof periodKinds)[number]

export interface Period {
  readonly kind: PeriodKind
  /** First day. */
  readonly from: LocalDate
  /** Last day, included. */
  readonly to: LocalDate
  /** The fiscal year it belongs to (of a week: the week's year), named after the calendar year in which it ends. */
  readonly year: number
  /** Of a quarter 1 to 4, of a month 1 to 12 (the calendar's month), of a week 1 to 53; else 0. */
  readonly index: number
}

/** The period of a kind in which a day lies. */
export function periodOf(kind: PeriodKind, day: LocalDate, calendar: FiscalCalendar): Period {
  if (kind === 'week') {
    const { year, index, from } = weekOf(day, calendar.weekStart)
    return { kind, from, to: addDays(from, 6), year, index }
  }
  const { year: calendarYear, month } = parts(day)
  const year = fiscalYear(calendarYear, month, calendar)
  if (kind === 'day') return { kind, from: day, to: day, year, index: 0 }
  if (kind === 'month') return months(kind, first(calendarYear, month), 1, year, month)
  const sinceStart = (month - calendar.yearStartMonth + 12) % 12
  if (kind === 'year') return months(kind, addMonths(first(calendarYear, month), -sinceStart), 12, year, 0)
  return months(kind, addMonths(first(calendarYear, month), -(sinceStart % 3)), 3, year, Math.floor(sinceStart / 3) + 1)
}

export const nextPeriod = (period: Period, calendar: FiscalCalendar): Period => periodOf(period.kind, addDays(period.to, 1), calendar)

export const previousPeriod = (period: Period, calendar: FiscalCalendar): Period =>
  periodOf(period.kind, addDays(period.from, -1), calendar)

/**
 * The periods of a smaller kind within one, in order; they cover it without gap or overlap, but for weeks: those belong to the
 * period in which their fourth day lies.
 */
export function subPeriods(kind: PeriodKind, period: Period, calendar: FiscalCalendar): Period[] {
  const found: Period[] = []
  const middle = kind === 'week' ? 3 : 0
  let next = periodOf(kind, period.from, calendar)
  if (addDays(next.from, middle) < period.from) next = nextPeriod(next, calendar)
  for (; addDays(next.from, middle) <= period.to; next = nextPeriod(next, calendar)) found.push(next)
  return found
}

export const isWithin = (day: LocalDate, period: Period): boolean => day >= period.from && day <= period.to

/** The year, quarter, month or week with that number, or undefined where there is none. A month is the calendar's, whatever the fiscal year. */
export function periodNumbered(form: PeriodForm & { readonly year: number }, calendar: FiscalCalendar): Period | undefined {
  const { kind, year } = form
  if (!(year >= 2 && year <= 9998)) return undefined
  const start = first(calendar.yearStartMonth === 1 ? year : year - 1, calendar.yearStartMonth)
  if (kind === 'year') return months(kind, start, 12, year, 0)
  const { index } = form
  if (kind === 'quarter') return index >= 1 && index <= 4 ? months(kind, addMonths(start, (index - 1) * 3), 3, year, index) : undefined
  const day = kind === 'month' ? localDate(year, index, 1) : weekNumbered(year, index, calendar.weekStart)?.from
  return day === undefined ? undefined : periodOf(kind, day, calendar)
}

/** `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-18`: one name per period, to keep it under; fiscal years and quarters. */
export function periodKey({ kind, from, year, index }: Period): string {
  const of = String(year).padStart(4, '0')
  if (kind === 'year') return of
  if (kind === 'quarter') return `${of}-Q${index}`
  if (kind === 'week') return `${of}-W${String(index).padStart(2, '0')}`
  return kind === 'month' ? from.slice(0, 7) : from
}

/** The inverse of `periodKey` in the same calendar; undefined for anything that is no key. */
export function periodFromKey(key: string, calendar: FiscalCalendar): Period | undefined {
  if (isLocalDate(key)) return periodOf('day', key, calendar)
  const keyed = /^(\d{4})(?:-(Q|W|)(\d{1,2}))?$/.exec(key)
  if (!keyed) return undefined
  const [year, index] = [Number(keyed[1]), Number(keyed[3])]
  const kind = keyed[2] === undefined ? 'year' : keyed[2] === 'Q' ? 'quarter' : keyed[2] === 'W' ? 'week' : 'month'
  const period = periodNumbered({ kind, year, index }, calendar)
  return period && periodKey(period) === key ? period : undefined
}

export interface PeriodContext {
  readonly today: LocalDate
  readonly calendar: FiscalCalendar
  /** The whole text that the words come from. */
  readonly text: string
  /**
   * Which quarter, month or week is meant where no year is written: the latest that has begun, or the earliest that has not ended.
   * Default: the one of the running year.
   */
  readonly toward?: 'past' | 'future'
}

/**
 * Reads a period. Problems: `period-does-not-exist` (`last`: the last of its kind in that year), `period-too-far` (`first`, `last`:
 * the years that can be typed), and those of `readDate` for a day.
 */
export function readPeriod(words: readonly Word[], at: number, context: PeriodContext): Reading<Period> {
  const word = words[at]
  const form = bare(word)
  if (!word || form === '') return passed
  const { today, calendar } = context
  const turn = turnWords.get(form)
  if (turn) {
    const kind = kindWords.get(bare(words[at + 1]))
    if (kind === undefined) return passed
    const running = periodOf(kind, today, calendar)
    return read(turn === 'this' ? running : turn === 'next' ? nextPeriod(running, calendar) : previousPeriod(running, calendar), at + 2)
  }
  if (weekdayWords.has(form)) return passed
  const day = readDate(words, at, context)
  if (day.outcome !== 'passed') return day.outcome === 'read' ? read(periodOf('day', day.value, calendar), day.next) : day
  const numbered = readNumbered(words, at, form)
  if (!numbered) return passed
  const last = words[numbered.next - 1] ?? word
  const details = { text: shortened(context.text.slice(word.from, last.to)) }
  const year = numbered.form.year ?? yearMeant(numbered.form, context)
  if (!isTypedYear(year)) return wrong('period-too-far', word, last, { ...details, first: firstYear, last: lastYear })
  const period = periodNumbered({ ...numbered.form, year }, calendar)
  return period
    ? read(period, numbered.next)
    : wrong('period-does-not-exist', word, last, { ...details, last: lastOf(numbered.form, year, details.text, calendar) })
}

type NamedForm = PeriodForm | { readonly kind: 'month'; readonly year: number | undefined; readonly index: number }

/** A form of one word, or one that the next words complete: `q4 2026`, `2026 q4`, `nov 2026`, `week 47 of 2026`. */
function readNumbered(words: readonly Word[], at: number, form: string): { readonly form: NamedForm; readonly next: number } | undefined {
  const next = bare(words[at + 1])
  const month = monthWords.get(form)
  if (month !== undefined) return withYear({ kind: 'month', year: undefined, index: month }, words, at + 1)
  if (kindWords.get(form) === 'week' && /^\d{1,2}$/.test(next)) {
    return withYear({ kind: 'week', year: undefined, index: Number(next) }, words, at + 2)
  }
  const own = periodForm(form)
  if (own?.kind === 'year') {
    const following = periodForm(next)
    const completed = following !== undefined && following.year === undefined
    return completed ? { form: { ...following, year: own.year }, next: at + 2 } : { form: own, next: at + 1 }
  }
  if (!own) return undefined
  return own.year === undefined ? withYear(own, words, at + 1) : { form: own, next: at + 1 }
}

function withYear(form: Exclude<NamedForm, { kind: 'year' }>, words: readonly Word[], at: number): { form: NamedForm; next: number } {
  const of = ofWords.has(bare(words[at])) ? 1 : 0
  const year = yearForm(bare(words[at + of]))
  return year === undefined ? { form, next: at } : { form: { ...form, year }, next: at + of + 1 }
}

/** The year meant where none is written. Of a month the calendar's, like the one that is written. */
function yearMeant(form: NamedForm, { today, calendar, toward }: PeriodContext): number {
  const running = periodOf(form.kind === 'week' ? 'week' : 'year', today, calendar)
  const years = [running.year - 1, running.year, running.year + 1].map((year) => {
    if (form.kind !== 'month') return year
    return form.index >= calendar.yearStartMonth && calendar.yearStartMonth > 1 ? year - 1 : year
  })
  const there = years.filter((year) => {
    const period = periodNumbered({ ...form, year }, calendar)
    return period && (toward === undefined || (toward === 'past' ? period.from <= today : period.to >= today))
  })
  const [, middle = running.year] = years
  return (toward === 'past' ? there.at(-1) : toward === 'future' ? there[0] : undefined) ?? middle
}

/** The last of its kind in a year, written as the one that was typed; without a year there, with the year that was meant. */
function lastOf(form: NamedForm, year: number, typed: string, calendar: FiscalCalendar): string {
  const last = form.kind === 'quarter' ? 4 : form.kind === 'month' ? 12 : weeksIn(year, calendar.weekStart)
  if (form.year === undefined) return `${year}-${form.kind === 'quarter' ? 'Q' : 'W'}${last}`
  // The one number of at most two digits that is no fiscal year's.
  return fold(typed)
    .replace(/\s+/g, ' ')
    .replace(/(?<!\d|fy)\d{1,2}(?!\d)/i, String(last))
}

const fiscalYear = (calendarYear: number, month: number, { yearStartMonth }: FiscalCalendar): number =>
  yearStartMonth > 1 && month >= yearStartMonth ? calendarYear + 1 : calendarYear

/** Throws RangeError outside the years 1 to 9999. */
function first(year: number, month: number): LocalDate {
  const date = localDate(year, month, 1)
  if (date === undefined) throw new RangeError(`No month ${month} in the year ${year}`)
  return date
}

const months = (kind: PeriodKind, from: LocalDate, count: number, year: number, index: number): Period => ({
  kind,
  from,
  to: addDays(addMonths(from, count), -1),
  year,
  index,
})
