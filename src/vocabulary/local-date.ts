// A day on a wall calendar, without a time or a zone. Reckoned with whole numbers, as it stands in the path of every command.
import type { Instant } from './clock.ts'

declare const iso8601: unique symbol

/** `YYYY-MM-DD`; sorts as text. */
export type LocalDate = string & { readonly [iso8601]: true }

export interface DateParts {
  /** 1 to 9999. */
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
}

/** The day, or undefined where there is none (31 February, a year outside 1 to 9999). */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day)
  const there = whole && year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return there ? written(year, month, day) : undefined
}

/** True for text that is a day written `YYYY-MM-DD`. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  return localDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) !== undefined
}

export const parts = (date: LocalDate): DateParts => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8)),
})

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/**
 * Days since 1970-01-01, which is 0. Years are counted from March, so that the leap day is a year's last
 * (the usual reckoning in the proleptic Gregorian calendar: 146,097 days in 400 years, 153 in five months).
 */
export function dayNumber(date: LocalDate): number {
  const { year, month, day } = parts(date)
  const fromMarch = month > 2 ? year : year - 1
  const leapDays = Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400)
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return 365 * fromMarch + leapDays + dayOfYear - 719_468
}

/** The day with that number. Throws RangeError outside the years 1 to 9999. */
export function dateOfNumber(number: number): LocalDate {
  const days = number + 719_468
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`Day ${number} is outside the years 1 to 9999`)
  return written(year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1)
}

/** Throws RangeError outside the years 1 to 9999, like `addMonths`. */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfNumber(dayNumber(date) + days)

/** The same day of a later (or, negative, earlier) month, or that month's last where it is shorter: 31 January + 1 is 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = parts(date)
  const count = year * 12 + month - 1 + months
  const newYear = Math.floor(count / 12)
  const newMonth = count - newYear * 12 + 1
  const moved = localDate(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
  if (moved === undefined) throw new RangeError(`${date} and ${months} months is outside the years 1 to 9999`)
  return moved
}

/** ISO weekday, 1 (Monday) to 7 (Sunday). */
export const weekday = (date: LocalDate): number => weekdayOfNumber(dayNumber(date))

/** The same of a day's number; 1970-01-01 was a Thursday. */
export const weekdayOfNumber = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1

/** Days from one to the other: 1 from a day to the next, negative backwards. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

interface ZoneClock {
  readonly format: Intl.DateTimeFormat
  /** The last answer, and the minute in which it was given: every command asks, and the answer changes at most with the minute. */
  minute: number
  date: LocalDate
}
const clocks = new Map<string, ZoneClock>()

/** The day that it is in a zone (IANA) at an instant. Throws RangeError on an unknown zone. */
export function today(instant: Instant, zone: string): LocalDate {
  const minute = Math.floor(instant / 60_000)
  const known = clocks.get(zone)
  if (known?.minute === minute) return known.date
  // Built once per zone, as it takes a thousand times as long as to use; this locale writes 11/21/2026.
  const format =
    known?.format ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric' })
  const [month, day, year] = format.format(instant).split('/')
  const date = localDate(Number(year), Number(month), Number(day))
  if (date === undefined) throw new RangeError(`No day at ${instant} in ${zone}`)
  clocks.set(zone, { format, minute, date })
  return date
}

function written(year: number, month: number, day: number): LocalDate {
  const text = `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
  return text as LocalDate // the only place where the brand is put on, but for the check of isLocalDate
}
