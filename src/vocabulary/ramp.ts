// The share of a full target that a new member carries in the first months, and a member's own working days.
import { type Closures, closedByAny, type WorkedDays } from './fiscal-calendar.ts'
import { addDays, addMonths, type LocalDate } from './local-date.ts'
import { workingDays } from './working-days.ts'

export interface Ramp {
  /** The member's first day. */
  readonly from: LocalDate
  /** Whole percent for the first month, the second …; after the last it is 100. A month goes from that day to the day before it in the next. */
  readonly shares: readonly number[]
}

/** Days away, both included. */
export interface Leave {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** The days that somebody works, and how much of a full target they carry on each. */
export interface OwnDays extends WorkedDays {
  readonly ramp?: Ramp
}

/**
 * Working days weighed by the ramp, in hundredths of a day: 100 for each full one, 0 for those before the first day. The ramp's months
 * are counted from its first day; without a ramp that is 100 × working days.
 */
export function rampedDays(from: LocalDate, to: LocalDate, days: OwnDays): number {
  if (!days.ramp) return 100 * workingDays(from, to, days)
  const { ramp } = days
  let sum = 0
  for (let month = 0; month <= ramp.shares.length; month += 1) {
    const begins = addMonths(ramp.from, month)
    const ends = month === ramp.shares.length ? to : addDays(addMonths(ramp.from, month + 1), -1)
    sum += (ramp.shares[month] ?? 100) * workingDays(begins > from ? begins : from, ends < to ? ends : to, days)
  }
  return sum
}

/** A member's own days: the workspace's without their leave, with their ramp if they have a first day. */
export function ownDays(
  calendar: WorkedDays,
  { leave, startedOn }: { readonly leave: readonly Leave[]; readonly startedOn: LocalDate | undefined },
  shares: readonly number[],
): OwnDays {
  if (leave.length === 0 && startedOn === undefined) return calendar
  const { workingDays } = calendar
  return {
    workingDays,
    closedOn: leave.length === 0 ? calendar.closedOn : closedByAny(calendar.closedOn, away(leave)),
    ...(startedOn === undefined || shares.length === 0 ? {} : { ramp: { from: startedOn, shares } }),
  }
}

const away = (leave: readonly Leave[]): Closures => ({
  has: (day) => leave.some(({ from, to }) => day >= from && day <= to),
  within(from, to) {
    const days = new Set<LocalDate>()
    for (const one of leave) {
      const last = one.to < to ? one.to : to
      for (let day = one.from > from ? one.from : from; day <= last; day = addDays(day, 1)) days.add(day)
    }
    return [...days]
  },
})
