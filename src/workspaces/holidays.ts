// Public holidays of a country or region, and a workspace's own closing days. The library of holidays is the only one that knows them;
// it is loaded when a workspace has a country, as most of it is data.
import { createRequire } from 'node:module'
import type Library from 'date-holidays'
import { isNear } from '../conversation/parse-text.ts'
import { spokenLanguages } from '../languages/speak.ts'
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

/**
 * A holiday can last several days; it begins on its local date. Half a day off is a day that is worked (an afternoon on New Year's Eve),
 * and a day of 23 hours, when the clocks change, is a day.
 */
function daysFrom(date: string, start: Date, end: Date): LocalDate[] {
  const first = date.slice(0, 10)
  if (!isLocalDate(first)) return []
  const count = Math.floor((end.getTime() - start.getTime()) / 86_400_000 + 0.1)
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

/**
 * The code as it is kept (`NO`, `DE-BY`) of a country or region whose holidays are known, by its code, or of a country by its name
 * in English, its own language or one that is spoken here; undefined for none.
 */
export function holidayCountry(text: string): string | undefined {
  if (holidayLibrary(text)) return text.toUpperCase()
  const wanted = folded(text)
  return countries().find(({ names }) => names.some((name) => folded(name) === wanted))?.code
}

/** So many are named at most. */
const mostNear = 5

/** What somebody may have meant who wrote that: `NO (Norway)`; of a country whose region is not known its regions. The likeliest first. */
export function nearCountries(text: string): readonly string[] {
  const wanted = folded(text)
  const [country = '', region] = text.toUpperCase().split('-')
  const there = countries().find(({ code }) => code === country)
  if (there && region !== undefined) {
    const regions = Object.entries(countryLibrary().getStates(country) ?? {}).map(([code, name]) => `${country}-${code} (${name})`)
    const near = regions.filter((one) => folded(one).includes(folded(region)))
    return [`${country} (${there.names[0]})`, ...(near.length > 0 ? near : regions)].slice(0, mostNear)
  }
  const begins = countries().filter(({ names }) => names.some((name) => folded(name).startsWith(wanted)))
  const oneOff = countries().filter(({ names }) => names.some((name) => isNear(wanted, folded(name))))
  const within = countries().filter(({ names }) => wanted.length > 2 && names.some((name) => folded(name).includes(wanted)))
  const found = new Set([...begins, ...oneOff, ...within].map(({ code, names }) => `${code} (${names[0]})`))
  return [...found].slice(0, mostNear)
}

interface Country {
  readonly code: string
  /** In English, then in its own language and in those that are spoken here. */
  readonly names: readonly [string, ...string[]]
}

let listed: readonly Country[] | undefined

/** Every country of the library, by code. */
function countries(): readonly Country[] {
  if (listed) return listed
  const own = countryLibrary().getCountries()
  const regions = spokenLanguages.map((language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }))
  listed = Object.keys(own)
    .sort()
    .map((code) => {
      const [english = code, ...others] = regions.map((names) => names.of(code) ?? code)
      return { code, names: [english, own[code] ?? code, ...others] }
    })
  return listed
}

function countryLibrary(): Library {
  const Holidays: typeof Library = load('date-holidays')
  return new Holidays()
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
