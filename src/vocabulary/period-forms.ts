// The written forms of a period that is named by numbers, as far as one word goes; what they mean is up to the calendar.
import { isTypedYear } from './date.ts'

export type PeriodForm =
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'month'; readonly year: number; readonly index: number }
  /** Without a year in `q4` and `w47`. */
  | { readonly kind: 'quarter' | 'week'; readonly year: number | undefined; readonly index: number }

/** `2026`, `fy27` and `fy2027` as a year; a bare number only if people would mean a year by it. */
export function yearForm(form: string): number | undefined {
  const fiscal = /^fy(\d{4}|\d{2})$/.exec(form)?.[1]
  if (fiscal !== undefined) return fiscal.length === 2 ? 2000 + Number(fiscal) : Number(fiscal)
  return /^\d{4}$/.test(form) && isTypedYear(Number(form)) ? Number(form) : undefined
}

/** Reads a folded word in lower case. Numbers out of range are read as they are, so that the complaint can be about them. */
export function periodForm(form: string): PeriodForm | undefined {
  const year = yearForm(form)
  if (year !== undefined) return { kind: 'year', year }
  const alone = /^([qw])(\d{1,2})$/.exec(form)
  if (alone) return { kind: alone[1] === 'q' ? 'quarter' : 'week', year: undefined, index: Number(alone[2]) }
  const yearFirst = /^(\d{4}|fy(?:\d{4}|\d{2}))[-/]?([qw])(\d{1,2})$/.exec(form)
  if (yearFirst) return withYear(yearFirst[2], yearFirst[1], yearFirst[3])
  const yearLast = /^([qw])(\d{1,2})[-/](\d{4}|fy(?:\d{4}|\d{2}))$/.exec(form)
  if (yearLast) return withYear(yearLast[1], yearLast[3], yearLast[2])
  const month = /^(\d{4})[-/](\d{1,2})$/.exec(form)
  return month ? { kind: 'month', year: Number(month[1]), index: Number(month[2]) } : undefined
}

function withYear(letter: string | undefined, year: string | undefined, index: string | undefined): PeriodForm {
  const written = year ?? ''
  return { kind: letter === 'q' ? 'quarter' : 'week', year: yearForm(written) ?? Number(written.replace('fy', '')), index: Number(index) }
}
