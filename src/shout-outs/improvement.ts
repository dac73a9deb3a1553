// Who grew the most against themselves.
import type { Member } from '../conversation/people.ts'
import type { Days } from '../leaderboard/leaderboard-store.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { addDays } from '../vocabulary/local-date.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import type { Ratio } from './target-part.ts'

/** So many weeks before are looked at … */
export const weeksBefore = 8
/** … and so many of them must have been worked: fewer make no habit. */
const leastWeeks = 4

/** The weeks before one, the latest first. */
export const weeksUpTo = ({ from }: Days): readonly Days[] =>
  Array.from({ length: weeksBefore }, (_, index) => {
    const begins = addDays(from, -7 * (index + 1))
    return { from: begins, to: addDays(begins, 6) }
  })

/**
 * The week ÷ the mean of one's own weeks before it: a single moving average as the baseline (NIST/SEMATECH e-Handbook of Statistical
 * Methods, 6.4.2.1), of the weeks in which they worked at least half of the days that are worked. Undefined for who cannot be compared with
 * themselves: who began in those weeks; who was away this week or the last, since then it is their return that shows; who worked fewer than
 * four of them, or won something in less than half of those. `earlier`: what was reached in `weeksUpTo(week)`, in that order.
 */
export function growth(
  {
    member,
    value,
    earlier,
  }: { readonly member: Pick<Member, 'leave' | 'startedOn'>; readonly value: bigint; readonly earlier: readonly bigint[] },
  week: Days,
  calendar: FiscalCalendar,
): Ratio | undefined {
  const before = weeksUpTo(week)
  const [last] = before
  const first = before.at(-1)
  if (!last || !first || (member.startedOn !== undefined && member.startedOn > first.from)) return undefined
  const own = ownDays(calendar, member, [])
  const days = ({ from, to }: Days) => ({ all: workingDays(from, to, calendar), worked: workingDays(from, to, own) })
  const wasAway = (one: Days) => {
    const { all, worked } = days(one)
    return 2 * worked < all
  }
  if (wasAway(week) || wasAway(last)) return undefined
  const counted = before.flatMap((one, index) => (days(one).all > 0 && !wasAway(one) ? [earlier[index] ?? 0n] : []))
  const sum = counted.reduce((all, one) => all + one, 0n)
  const won = counted.filter((one) => one > 0n).length
  if (counted.length < leastWeeks || 2 * won < counted.length || sum <= 0n) return undefined
  return { over: value * BigInt(counted.length), under: sum }
}
