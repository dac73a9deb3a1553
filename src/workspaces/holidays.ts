// Public holidays of a country or region, and a workspace's own closing days. The library of holidays is the only one that knows them;
// it is loaded when a workspace has a country, as most of it is data.
import { createRequire } from 'node:module'
import type Library from 'date-holidays'
import { type Closures, closed, closedByAny, neverClosed } from '../vocabulary/fiscal-calendar.ts'
import { addDays, isLocalDate, type LocalDate, parts } from '../vocabulary/local-date.ts'
import type { Rules } from '../vocabulary/rules.ts'

const load = createRequire(import.meta.url)

const known = new Map<string, Closures>()

/** Days on which a workspace with these rules is closed beside its weekends. */
export function closuresOf({ holidays, closingDays }: Pick<Rules, 'holidays' | 'closingDays'>): Closures {
  if (holidays === undefined) return closingDays.length === 0 ? neverClosed : closed(closingDays)
  let country = known.get(holidays)
  if (!country) {
    country = publicHolidays(holidays)
    known.set(holidays, country)
  }
  return closingDays.length === 0 ? country : closedByAny(country, closed(closingDays))
}

/** The holidays on which most people there are free, a year at a time as they are asked for. A country that is none has none. */
function publicHolidays(code: string): Closures {
  const of = holidayLibrary(code)
  const years = new Map<number, ReadonlySet<LocalDate>>()
  const daysOf = (year: number): ReadonlySet<LocalDate> => {
    let days = years.get(year)
    if (!days) {
      const all = of?.getHolidays(year) ?? []
      days = new Set(all.filter(({ type }) => type === 'public').flatMap(({ date, start, end }) => daysFrom(date, start, end)))
      years.set(year, days)
    }
    return days
  }
  return {
    has: (day) => daysOf(parts(day).year).has(day),
    within(from, to) {
      const found: LocalDate[] = []
      for (let { year } = parts(from); year <= parts(to).year; year += 1) {
        for (const day of daysOf(year)) if (day >= from && day <= to) found.push(day)
      }
      return found
    },
  }
}

/** A holiday can last several days; it begins on its local date. */
function daysFrom(date: string, start: Date, end: Date): LocalDate[] {
  const first = date.slice(0, 10)
  if (!isLocalDate(first)) return []
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
  return Array.from({ length: count }, (_, index) => addDays(first, index))
}

function holidayLibrary(code: string): Library | undefined {
  const Holidays: typeof Library = load('date-holidays')
  const [country = '', region] = code.toUpperCase().split('-')
  const all = new Holidays()
  if (!(country in all.getCountries())) return undefined
  if (region === undefined) return new Holidays(country)
  return region in (all.getStates(country) ?? {}) ? new Holidays(country, region) : undefined
}

/** The code as it is kept (`NO`, `DE-BY`) of a country or region whose holidays are known, or undefined. */
export const holidayCountry = (code: string): string | undefined => (holidayLibrary(code) ? code.toUpperCase() : undefined)
