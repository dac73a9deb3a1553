// Where an actual stands against a target: attainment, expected by now, pace, what is needed a day, where it is heading.
// All of it on whole numbers (minor units, or deals), rounded once at the end, half up.
//
// A day counts as elapsed from its morning: today belongs to the days elapsed and not to the days left, so that
// elapsed + left = total, what is expected "by today" is meant by the end of the day, and the rate that is needed is for the
// days to come.
import type { WorkedDays } from './fiscal-calendar.ts'
import { addDays, type LocalDate } from './local-date.ts'
import type { Period } from './period.ts'
import { type OwnDays, rampedDays } from './ramp.ts'
import { workingDays } from './working-days.ts'

/** As the catalogue's keys have them: `pace.on-track`. */
export const paces = ['ahead', 'on-track', 'behind', 'at-risk'] as const
export type Pace = (typeof paces)[number]

/** From how many percent of what is expected each pace word holds; below them all it is `at-risk`. */
export interface PaceThresholds {
  readonly ahead: number
  readonly onTrack: number
  readonly behind: number
}

/** In whole percent. */
export const defaultThresholds: PaceThresholds = { ahead: 105, onTrack: 95, behind: 75 }

/** The target's share of the working days that have elapsed: target × elapsed ÷ total. Undefined when there are no working days. */
export const expected = (target: bigint, elapsed: number, total: number): bigint | undefined =>
  total > 0 ? divideHalfUp(target * BigInt(elapsed), BigInt(total)) : undefined

/**
 * actual ÷ expected as a word. Compared without rounding: actual × total against target × elapsed. Undefined where nothing is
 * expected yet (no working day has elapsed, or there is none) or there is no target.
 */
export function paceOf(
  actual: bigint,
  target: bigint | undefined,
  elapsed: number,
  total: number,
  thresholds: PaceThresholds = defaultThresholds,
): Pace | undefined {
  if (target === undefined || target <= 0n || elapsed <= 0 || total <= 0) return undefined
  const reached = actual * BigInt(total) * 100n
  const due = target * BigInt(elapsed)
  if (reached >= due * BigInt(thresholds.ahead)) return 'ahead'
  if (reached >= due * BigInt(thresholds.onTrack)) return 'on-track'
  return reached >= due * BigInt(thresholds.behind) ? 'behind' : 'at-risk'
}

/** (target − actual) ÷ working days left; 0 when the target is reached, undefined when no day is left. */
export const runRate = (actual: bigint, target: bigint, left: number): bigint | undefined =>
  left > 0 ? (actual >= target ? 0n : divideHalfUp(target - actual, BigInt(left))) : undefined

/** actual ÷ (elapsed ÷ total): where it ends if it goes on like this. Undefined when no working day has elapsed. */
export const projection = (actual: bigint, elapsed: number, total: number): bigint | undefined =>
  elapsed > 0 ? divideHalfUp(actual * BigInt(total), BigInt(elapsed)) : undefined

/** Amounts are minor units (or deals), shares are numbers for showing (0.764), days are working days. Undefined: there is no answer. */
export interface Course {
  /** What is to be reached: the full target, or of somebody who ramps up the part of it that they carry. */
  readonly target: bigint | undefined
  /** That part as a share (0.62); undefined for who does not ramp up in the period. */
  readonly rampShare: number | undefined
  /** actual ÷ target */
  readonly attainment: number | undefined
  /** elapsed ÷ total */
  readonly expectedShare: number | undefined
  readonly expected: bigint | undefined
  /** target − actual: what is to go, below 0 when the target is exceeded. */
  readonly gap: bigint | undefined
  /** With today. */
  readonly elapsed: number
  /** Without today. */
  readonly left: number
  readonly total: number
  readonly runRate: bigint | undefined
  readonly projection: bigint | undefined
  /** What the projection goes by for who began in the period: the days from their first one on. Before it nothing could be won. */
  readonly sinceStart: { readonly elapsed: number; readonly total: number } | undefined
  readonly pace: Pace | undefined
}

/**
 * Where an actual stands in a period on a day; a full target of 0 or less is none. With a ramp the target is the full one times the
 * ramped share of the period's working days, and what is expected by a day the full one times the ramped share of those elapsed. Where
 * that comes to nothing (before the first day; a tenth of one demo) there is nothing to reach.
 */
export function standing(
  actual: bigint,
  full: bigint | undefined,
  period: Pick<Period, 'from' | 'to'>,
  today: LocalDate,
  calendar: OwnDays,
  thresholds: PaceThresholds = defaultThresholds,
): Course {
  const all = daysOf(period, today, calendar)
  const { elapsed, left, total } = all
  const start = calendar.ramp?.from
  const sinceStart = start !== undefined && start > period.from ? daysOf({ from: start, to: period.to }, today, calendar) : undefined
  // In hundredths of a day.
  const carried = calendar.ramp ? rampedDays(period.from, period.to, calendar) : 100 * total
  const due = calendar.ramp ? rampedDays(period.from, today < period.to ? today : period.to, calendar) : 100 * elapsed
  const set = full !== undefined && full > 0n ? full : undefined
  const whole = carried === 100 * total
  const part = set === undefined || whole ? set : expected(set, carried, 100 * total)
  const aim = part === 0n ? undefined : part
  return {
    target: aim,
    rampShare: whole ? undefined : ratio(BigInt(carried), BigInt(100 * total)),
    attainment: aim === undefined ? undefined : ratio(actual, aim),
    expectedShare: carried > 0 ? ratio(BigInt(due), BigInt(carried)) : undefined,
    expected: aim === undefined || set === undefined ? undefined : expected(set, due, 100 * total),
    gap: aim === undefined ? undefined : aim - actual,
    elapsed,
    left,
    total,
    runRate: aim === undefined ? undefined : runRate(actual, aim, left),
    projection: projection(actual, (sinceStart ?? all).elapsed, (sinceStart ?? all).total),
    sinceStart,
    pace: aim === undefined ? undefined : paceOf(actual, set, due, 100 * total, thresholds),
  }
}

/** The working days of a period: up to and with today, after it, and together. */
export function daysOf(
  { from, to }: Pick<Period, 'from' | 'to'>,
  today: LocalDate,
  calendar: WorkedDays,
): { readonly elapsed: number; readonly left: number; readonly total: number } {
  const elapsed = workingDays(from, today < to ? today : to, calendar)
  const left = workingDays(today < from ? from : addDays(today, 1), to, calendar)
  return { elapsed, left, total: elapsed + left }
}

/** Rounded to the nearest whole number, halves up (towards more). The divisor is above 0. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor
  const quotient = doubled / (2n * divisor)
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient
}

const precision = 10n ** 12n

/** A ratio as a number, exact to twelve decimals. */
const ratio = (dividend: bigint, divisor: bigint): number => Number(divideHalfUp(dividend * precision, divisor)) / Number(precision)
