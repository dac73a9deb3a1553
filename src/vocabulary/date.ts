// A day as people write it.
//
//   date     = relative | weekday | numbers | named
//   relative = "today" | "yesterday" | "tomorrow"
//   weekday  = [ "last" | "next" ] "fri"            the latest one (today if it is one); last: before today; next: after today
//   numbers  = 2026-11-18 | 2026/11/18 | 18.11.2026 | 18/11/2026 | 18-11-2026
//   named    = ( 18 "nov" | "nov" 18 | 18-nov | 18nov ) [ 2026 ]
//
// With dots the day comes first; with strokes it does in Europe and does not in America, so such a date is read only if one way
// alone makes a day.
import { bare, dayWords, monthWords, ordinalWords, turnWords, weekdayWords } from './calendar-words.ts'
import { addDays, daysInMonth, type LocalDate, localDate, parts, weekday } from './local-date.ts'
import { type Problem, passed, type Reading, read, shortened, type Word, wrong } from './reading.ts'

export interface DateContext {
  readonly today: LocalDate
  /** The whole text that the words come from. */
  readonly text: string
  /** Which one a weekday or a day without a year is: the latest that has been (or is today), or the earliest that comes. Default: past. */
  readonly toward?: 'past' | 'future'
}

/** The years that can be typed; what lies beyond is a slip of the finger. */
export const firstYear = 1970
export const lastYear = 2199

export const isTypedYear = (year: number): boolean => year >= firstYear && year <= lastYear

/**
 * Reads a day. Problems: `date-does-not-exist` (`last`: the last day of a month that is shorter, or `none`), `date-ambiguous`
 * (`first`, `second`: the days that it could be), `date-too-far` (`first`, `last`: the years that can be typed).
 */
export function readDate(words: readonly Word[], at: number, context: DateContext): Reading<LocalDate> {
  const word = words[at]
  const form = bare(word)
  if (!word || form === '') return passed
  const relative = dayWords.get(form)
  if (relative) return read(addDays(context.today, { yesterday: -1, today: 0, tomorrow: 1 }[relative]), at + 1)
  return readWeekday(words, at, form, context) ?? readNumbers(word, at, form) ?? readNamed(words, at, form, context) ?? passed
}

function readWeekday(
  words: readonly Word[],
  at: number,
  form: string,
  { today, toward = 'past' }: DateContext,
): Reading<LocalDate> | undefined {
  const turn = turnWords.get(form)
  const day = weekdayWords.get(turn ? bare(words[at + 1]) : form)
  if (day === undefined || turn === 'this') return undefined
  const ahead = (day - weekday(today) + 7) % 7
  const behind = (7 - ahead) % 7
  const days = turn === 'last' ? -(behind || 7) : turn === 'next' ? ahead || 7 : toward === 'past' ? -behind : ahead
  return read(addDays(today, days), at + (turn ? 2 : 1))
}

function readNumbers(word: Word, at: number, form: string): Reading<LocalDate> | undefined {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(form)
  if (yearFirst) {
    const [year, month, day] = [Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4])]
    return readOne(year, month, day, at + 1, (reason, details) => wrong(reason, word, word, details))
  }
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(form)
  if (!yearLast) return undefined
  const [one, other] = [Number(yearLast[1]), Number(yearLast[3])]
  const short = yearLast[4]?.length === 2
  const year = Number(yearLast[4]) + (short ? 2000 : 0)
  const problem = (reason: string, details: Problem['details']) => wrong(reason, word, word, details)
  if (!short && (yearLast[2] === '.' || !isTypedYear(year))) return readOne(year, other, one, at + 1, problem)
  const candidates = [
    localDate(year, other, one),
    localDate(year, one, other),
    short ? localDate(2000 + one, other, Number(yearLast[4])) : undefined,
  ]
  const [first, second] = new Set(candidates.filter((date) => date !== undefined))
  if (first === undefined) return readOne(year, other, one, at + 1, problem)
  // A year of two digits could also be a day.
  return second === undefined && !short ? read(first, at + 1) : problem('date-ambiguous', { first, second: second ?? 'none' })
}

/** `18 nov`, `nov 18`, `18-nov`, `18nov`, each with a year or without one. */
function readNamed(words: readonly Word[], at: number, form: string, context: DateContext): Reading<LocalDate> | undefined {
  let day = dayOf(form)
  let month = day === undefined ? monthWords.get(form) : monthWords.get(bare(words[at + 1]))
  let last = at + 1
  let year: number | undefined
  if (day === undefined && month !== undefined) day = dayOf(bare(words[at + 1]))
  if (day === undefined) {
    const glued = /^(\d{1,2})[-.]?(\p{L}{3,20})(?:[-.](\d{4}))?$/u.exec(form)
    day = Number(glued?.[1])
    month = monthWords.get(glued?.[2] ?? '')
    last = at
    year = glued?.[3] === undefined ? undefined : Number(glued[3])
  }
  const first = words[at]
  if (!first || day === undefined || month === undefined) return undefined
  const following = bare(words[last + 1])
  if (year === undefined && /^\d{4}$/.test(following) && isTypedYear(Number(following))) {
    year = Number(following)
    last += 1
  }
  const end = words[last] ?? first
  const problem = (reason: string, details: Problem['details']) =>
    wrong(reason, first, end, { ...details, text: shortened(context.text.slice(first.from, end.to)) })
  if (year !== undefined) return readOne(year, month, day, last + 1, problem)
  return readOne(yearNear(month, day, context), month, day, last + 1, problem)
}

/** `18`, `18.`, `18th` */
function dayOf(form: string): number | undefined {
  const digits = /^(\d{1,2})([^\d]{0,4})$/.exec(form)
  return digits && ordinalWords.has(digits[2] ?? '') ? Number(digits[1]) : undefined
}

/** The year that a day of a month is meant in, when none is written. */
function yearNear(month: number, day: number, { today, toward = 'past' }: DateContext): number {
  const { year } = parts(today)
  const step = toward === 'past' ? -1 : 1
  // Eight years reach from one leap year to the next over the turn of a century.
  for (let tried = 0; tried <= 8; tried += 1) {
    const date = localDate(year + step * tried, month, day)
    if (date !== undefined && (toward === 'past' ? date <= today : date >= today)) return year + step * tried
  }
  return year
}

function readOne(
  year: number,
  month: number,
  day: number,
  next: number,
  problem: (reason: string, details: Problem['details']) => Reading<never>,
): Reading<LocalDate> {
  if (!isTypedYear(year)) return problem('date-too-far', { first: firstYear, last: lastYear })
  const date = localDate(year, month, day)
  if (date !== undefined) return read(date, next)
  const last = day >= 29 && day <= 31 ? localDate(year, month, month >= 1 && month <= 12 ? daysInMonth(year, month) : 0) : undefined
  return problem('date-does-not-exist', { last: last ?? 'none' })
}
