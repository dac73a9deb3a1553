// The words for days, months and stretches of time, in every language in which they are read. A language is added as one more entry;
// the first of its forms that another language also uses must mean the same there.
import { fold } from './folding.ts'

interface Words {
  /** January first. */
  readonly months: readonly (readonly string[])[]
  /** Monday first. */
  readonly weekdays: readonly (readonly string[])[]
  readonly days: Readonly<Record<'yesterday' | 'today' | 'tomorrow', readonly string[]>>
  readonly turns: Readonly<Record<'last' | 'this' | 'next', readonly string[]>>
  readonly kinds: Readonly<Record<'year' | 'quarter' | 'month' | 'week' | 'day', readonly string[]>>
  /** Between a week and its year. */
  readonly of: readonly string[]
  /** What may follow a day's number, and what may stand between it and its month. */
  readonly ordinals: readonly string[]
}

const english: Words = {
  months: [
    ['jan', 'january'],
    ['feb', 'february'],
    ['mar', 'march'],
    ['apr', 'april'],
    ['may'],
    ['jun', 'june'],
    ['jul', 'july'],
    ['aug', 'august'],
    ['sep', 'sept', 'september'],
    ['oct', 'october'],
    ['nov', 'november'],
    ['dec', 'december'],
  ],
  weekdays: [
    ['mon', 'monday'],
    ['tue', 'tues', 'tuesday'],
    ['wed', 'weds', 'wednesday'],
    ['thu', 'thur', 'thurs', 'thursday'],
    ['fri', 'friday'],
    ['sat', 'saturday'],
    ['sun', 'sunday'],
  ],
  days: { yesterday: ['yesterday'], today: ['today'], tomorrow: ['tomorrow'] },
  turns: { last: ['last', 'previous'], this: ['this', 'current'], next: ['next'] },
  kinds: { year: ['year', 'yr', 'fy'], quarter: ['quarter', 'qtr', 'q'], month: ['month'], week: ['week', 'wk'], day: ['day'] },
  of: ['of'],
  ordinals: ['st', 'nd', 'rd', 'th'],
}

const languages: readonly Words[] = [english]

const numbered = (pick: (words: Words) => readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(languages.flatMap((words) => pick(words).flatMap((forms, index) => forms.map((form) => [form, index + 1] as const))))

function named<Name extends string>(
  names: readonly Name[],
  pick: (words: Words) => Readonly<Record<Name, readonly string[]>>,
): ReadonlyMap<string, Name> {
  return new Map(languages.flatMap((words) => names.flatMap((name) => pick(words)[name].map((form) => [form, name] as const))))
}

/** 1 (January) to 12. */
export const monthWords = numbered((words) => words.months)
/** 1 (Monday) to 7. */
export const weekdayWords = numbered((words) => words.weekdays)
export const dayWords = named(['yesterday', 'today', 'tomorrow'], (words) => words.days)
export const turnWords = named(['last', 'this', 'next'], (words) => words.turns)
export const kindWords = named(['year', 'quarter', 'month', 'week', 'day'], (words) => words.kinds)
export const ofWords: ReadonlySet<string> = new Set(languages.flatMap((words) => words.of))
export const ordinalWords: ReadonlySet<string> = new Set(['.', '', ...languages.flatMap((words) => words.ordinals)])

/** A word as the tables have it: folded, in lower case, without a comma or full stop behind it (`Nov.`, `18,`). Empty for a quoted word. */
export function bare(word: { readonly text: string; readonly quoted: boolean } | undefined): string {
  if (!word || word.quoted || word.text.length > 40) return ''
  return fold(word.text).toLowerCase().replace(/[.,]$/, '')
}
