// What settings can be, each as people type it.
import type { Argument } from '../../conversation/argument.ts'
import { amount, futureDate } from '../../conversation/arguments.ts'
import { languageCalled, languageName, spokenLanguages } from '../../languages/speak.ts'
import { bare, monthWords, weekdayWords } from '../../vocabulary/calendar-words.ts'
import { fold } from '../../vocabulary/folding.ts'
import type { LocalDate } from '../../vocabulary/local-date.ts'
import { type ActivityKind, activityKind, dealMetrics } from '../../vocabulary/metrics.ts'
import type { Money } from '../../vocabulary/money.ts'
import type { PaceThresholds } from '../../vocabulary/pace.ts'
import { passed, type Reading, read, type Word, wrong } from '../../vocabulary/reading.ts'
import type { Stage } from '../../vocabulary/rules.ts'
import { holidayCountry, nearCountries } from '../holidays.ts'
import { entriesAt, type Names, readName, readNames } from './list-words.ts'

type Name = Argument<unknown>['name']

/** One word of a few. */
export const oneOf = <const Values extends readonly string[]>(name: Name, values: Values): Argument<Values[number]> => ({
  name,
  field: { kind: 'one of', values },
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = values.find((one) => one === word.text.toLowerCase())
    return value === undefined ? wrong('choice-unknown', word, word, { known: values.join(', ') }) : read(value, at + 1)
  },
})

/** A number from the one to the other; with `decimals`, also `1.5`. */
export const numberFrom = (least: number, most: number, decimals = false): Argument<number> => ({
  name: 'argument.count',
  field: decimals ? { kind: 'text', longest: 10 } : { kind: 'number', least, most },
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const digits = (decimals ? /^\d{1,6}(?:[.,]\d{1,2})?$/ : /^\d{1,6}$/).exec(fold(word.text))?.[0]
    const value = digits === undefined ? Number.NaN : Number(digits.replace(',', '.'))
    return value >= least && value <= most ? read(value, at + 1) : wrong('number-out-of-range', word, word, { least, most })
  },
})

export const monthForms = 'january february march april may june july august september october november december'.split(' ')
export const weekdayNames = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')

/** `april`, `apr`, `4`: 1 to 12. */
export const month: Argument<number> = {
  name: 'argument.month',
  field: { kind: 'one of', values: monthForms },
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = monthWords.get(bare(word)) ?? (/^(?:[1-9]|1[0-2])$/.test(fold(word.text)) ? Number(fold(word.text)) : undefined)
    return value === undefined ? wrong('month-unknown', word) : read(value, at + 1)
  },
}

/** `monday`, `mon`: 1 to 7. */
export const weekdayName: Argument<number> = {
  name: 'argument.weekday',
  field: { kind: 'one of', values: weekdayNames },
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = weekdayWords.get(bare(word))
    return value === undefined ? wrong('weekday-unknown', word) : read(value, at + 1)
  },
}

/** `Mon-Fri`, `Sun-Thu`, `Mon Tue Thu`: ISO weekdays, in order. */
export const weekdays: Argument<readonly number[]> = {
  name: 'argument.weekdays',
  field: { kind: 'text', longest: 60 },
  suggests: 'words',
  words: ['Mon-Fri', 'Sun-Thu', 'Mon-Sat', 'Sat-Wed'],
  read(words, at, context) {
    const found = entriesAt(words, at, context)
    if (!found) return passed
    const days = new Set<number>()
    for (const word of found.entries.flat()) {
      const stretch = daysIn(word)
      if (!stretch) return wrong('weekday-unknown', word)
      for (const day of stretch) days.add(day)
    }
    return read([...days].sort(), found.next)
  },
}

/** The days of `Mon` or `Sun-Thu`; a week has no end that a stretch would stop at. */
function daysIn(word: Word): readonly number[] | undefined {
  const [from, to, more] = bare(word).split(/[-–—]/)
  const first = weekdayWords.get(from ?? '')
  const last = to === undefined ? first : weekdayWords.get(to)
  if (first === undefined || last === undefined || more !== undefined) return undefined
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => ((first - 1 + index) % 7) + 1)
}

const weekdayForms = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** The days as `weekdays` reads them back: one stretch where they are one, also over the end of the week. */
export function writeWeekdays(days: readonly number[]): string {
  const form = (day: number) => weekdayForms[(day + 6) % 7] ?? ''
  const begins = days.filter((day) => !days.includes(((day + 5) % 7) + 1))
  const [first] = begins
  if (begins.length !== 1 || first === undefined || days.length < 3) return days.map(form).join(' ')
  return `${form(first)}-${form(first + days.length - 1)}`
}

/** `Norwegian`, `norsk`, `nb`. */
export const language: Argument<string> = {
  name: 'argument.language',
  field: { kind: 'one of', values: spokenLanguages.map(languageName) },
  read(words, at) {
    const word = words[at]
    if (!word) return passed
    const value = languageCalled(word.text)
    return value === undefined ? wrong('language-unknown', word, word, { known: spokenLanguages.join(', ') }) : read(value, at + 1)
  },
}

/** `NO`, `DE-BY`, `Norway`, `United States`. */
export const country: Argument<string> = {
  name: 'argument.country',
  field: { kind: 'text', longest: 60 },
  read(words, at, context) {
    const taken = entriesAt(words, at, context)?.entries[0]
    const [first] = taken ?? []
    if (!taken || !first) return passed
    for (let count = taken.length; count > 0; count -= 1) {
      const text = taken.slice(0, count).map((word) => word.text)
      const code = holidayCountry(text.join(' '))
      if (code !== undefined) return read(code, at + count)
    }
    const text = taken.map((word) => word.text).join(' ')
    return wrong('country-unknown', first, taken.at(-1) ?? first, { text, near: nearCountries(text).join(', ') || 'none' })
  },
}

const mostClosingDays = 100

/** Days with commas between them, `2026-12-24, 2026-12-31`, each once and in order. */
export const days: Argument<readonly LocalDate[]> = {
  name: 'argument.dates',
  read(words, at, context) {
    const found = entriesAt(words, at, context)
    if (!found) return passed
    const all = new Set<LocalDate>()
    for (const entry of found.entries) {
      for (let place = 0; place < entry.length; ) {
        const day = futureDate.read(entry, place, context)
        if (day.outcome === 'wrong') return day
        if (day.outcome === 'passed') return wrong('day-unreadable', entry[place] ?? entry[0])
        all.add(day.value)
        place = day.next
      }
    }
    const first = found.entries[0]?.[0]
    if (first && all.size > mostClosingDays) return wrong('list-too-long', first, first, { most: mostClosingDays })
    return read([...all].sort(), found.next)
  },
}

// Also what is a keyword where a stage, a reason or a kind of activity is typed: it would never be read as their name.
const stageNames: Names = { longest: 30, most: 12, reserved: ['won', 'lost', 'open', 'stale', 'on', 'close'] }

/** `lead 10, qualified 25`: name and win probability, in order. The number ends a stage, so that commas can be left out. */
export const stages: Argument<readonly [Stage, ...Stage[]]> = {
  name: 'argument.stages',
  read(words, at, context) {
    const found = entriesAt(words, at, context)
    if (!found) return passed
    const all: Stage[] = []
    for (const entry of found.entries) {
      let name: Word[] = []
      for (const word of entry) {
        const percent = word.quoted ? undefined : /^(\d{1,4})%?$/.exec(fold(word.text))?.[1]
        const [first, ...rest] = name
        if (percent === undefined) {
          if (word.text !== '%') name.push(word) // it stood apart from its number
          continue
        }
        if (!first) return wrong('stage-unreadable', word)
        const named = readName([first, ...rest], stageNames)
        if (named.outcome !== 'read') return named
        if (Number(percent) > 100) return wrong('number-out-of-range', word, word, { least: 0, most: 100 })
        if (all.some((stage) => stage.name === named.value)) return wrong('list-twice', first, rest.at(-1) ?? first)
        all.push({ name: named.value, probability: Number(percent) })
        name = []
      }
      const [first] = name
      if (first) return wrong('stage-unreadable', first, name.at(-1) ?? first)
    }
    const [stage, ...others] = all
    const begin = found.entries[0]?.[0]
    if (!stage) return passed
    if (begin && all.length > stageNames.most) return wrong('list-too-long', begin, begin, { most: stageNames.most })
    return read([stage, ...others], found.next)
  },
}

/** As `stages` reads it back. */
export const writeStages = (all: readonly Stage[]): string =>
  all.map(({ name, probability }) => `${/(^| )\d+( |$)/.test(name) ? `"${name}"` : name} ${probability}`).join(', ')

export const lossReasons: Argument<readonly [string, ...string[]]> = {
  name: 'argument.loss-reason',
  read: (words, at, context) => readNames(words, at, context, { longest: 40, most: 20, reserved: ['on'] }),
}

/** What stands where a kind of activity could, and means something else. */
const takenWords = [
  ...dealMetrics,
  'company',
  'team',
  'me',
  'today',
  'yesterday',
  'this',
  'last',
  'next',
  'undo',
  'list',
  'ratios',
  'on',
  'for',
]

export const activities: Argument<readonly ActivityKind[]> = {
  name: 'argument.activity',
  read(words, at, context) {
    const names = readNames(words, at, context, { longest: 30, most: 20, reserved: takenWords })
    return names.outcome === 'read' ? read(names.value.map(activityKind), names.next) : names
  },
}

export { writeNames } from './list-words.ts'

/** Numbers with strokes, commas or spaces between them, as long as there are any. */
function numbersAt(words: readonly Word[], at: number): { readonly numbers: readonly number[]; readonly next: number } {
  const numbers: number[] = []
  let next = at
  for (let word = words[next]; word && /^\d{1,4}%?(?:[/,;]\d{1,4}%?)*[/,;]?$/.test(fold(word.text)); word = words[next]) {
    numbers.push(...(fold(word.text).match(/\d+/g) ?? []).map(Number))
    next += 1
  }
  return { numbers, next }
}

/** `105/95/75`: from how many percent of what is expected somebody is ahead, on track, behind. */
export const thresholds: Argument<PaceThresholds> = {
  name: 'argument.percents',
  read(words, at) {
    const { numbers, next } = numbersAt(words, at)
    const [ahead, onTrack, behind, more] = numbers
    const word = words[at]
    if (!word) return passed
    const falling = ahead !== undefined && onTrack !== undefined && behind !== undefined && ahead > onTrack && onTrack > behind
    if (!falling || more !== undefined || behind < 1 || ahead > 999) return wrong('thresholds-unreadable', word, words[next - 1] ?? word)
    return read({ ahead, onTrack, behind }, next)
  },
}

const longestRamp = 24

/** `25/50/75/100`: percent of a full target in the first month, the second … */
export const ramp: Argument<readonly number[]> = {
  name: 'argument.percents',
  read(words, at): Reading<readonly number[]> {
    const { numbers, next } = numbersAt(words, at)
    const word = words[at]
    if (!word) return passed
    if (numbers.length === 0 || numbers.length > longestRamp || numbers.some((share) => share > 100))
      return wrong('ramp-unreadable', word, words[Math.max(next - 1, at)] ?? word, { most: longestRamp })
    return read(numbers, next)
  },
}

/** An amount in the workspace's currency. */
export const ownAmount: Argument<Money> = {
  name: 'argument.amount',
  read(words, at, context) {
    const found = amount.read(words, at, context)
    const word = words[at]
    if (found.outcome !== 'read' || !word || found.value.currency === context.currency) return found
    return wrong('own-currency', word, words[found.next - 1] ?? word, { currency: context.currency })
  },
}
