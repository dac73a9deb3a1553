// Who hears a kind word because they are behind, and who does not: every guard in one place. Pure.
import type { Member, Workspace } from '../conversation/people.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { today as dayOf, daysBetween, type LocalDate } from '../vocabulary/local-date.ts'
import type { Course } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { type OwnDays, ownDays, rampedDays } from '../vocabulary/ramp.ts'
import type { Slot } from '../vocabulary/rhythm.ts'
import { isWorkingDay, workingDays } from '../vocabulary/working-days.ts'
import { isQuiet } from '../workspaces/quiet-hours.ts'

/** As the ritual is called, in settings and in the keys of what was said. */
export const nudgesRitual = 'nudges'

/** In days by the rep's own calendar: from one nudge to the next at least so many. */
export const aWeek = 7

/**
 * So many working days of a period (the rep's own) have to be over before anybody is behind in it: on the first morning everybody is, and
 * one slow day is no news.
 */
export const leastElapsed = 3

/** Why somebody is left alone. */
export type Reason =
  | 'does not sell'
  | 'has left'
  | 'wants none'
  | 'another day by now'
  | 'does not work that day'
  | 'quiet hours'
  | 'no target'
  | 'ramping up'
  | 'too early'
  | 'not behind'

/** When a nudge is spoken of: the member's own day and zone, and the instant at which it would be read. */
export interface Moment {
  readonly day: LocalDate
  readonly zone: string
  readonly at: Instant
}

/** When an occasion is really spoken of: at its time or later. A look ahead, for a preview, is as of its time. */
export const momentOf = (slot: Pick<Slot, 'day' | 'at'>, zone: string, now: Instant): Moment => ({
  day: slot.day,
  zone,
  at: now > slot.at ? now : slot.at,
})

/** What can be said before anybody's figures are known; undefined: nothing against it. */
export function reasonInPerson(member: Member, { day, zone, at }: Moment, workspace: Workspace): Reason | undefined {
  if (member.hasLeft) return 'has left'
  if (member.role !== 'rep' && member.role !== 'lead') return 'does not sell'
  if (member.nudgesFrom !== undefined && member.nudgesFrom > day) return 'wants none'
  // Wednesday's word is none for Thursday, nor for whoever has flown into another day meanwhile.
  if (dayOf(at, zone) !== day) return 'another day by now'
  if (!isWorkingDay(day, daysOf(member, workspace))) return 'does not work that day'
  return isQuiet(at, zone, workspace.rules) ? 'quiet hours' : undefined
}

/** What their figures say against it, as of the workspace's `today`; undefined: they are behind, and it is time to say so. */
export function reasonInFigures(
  member: Pick<Member, 'leave' | 'startedOn'>,
  course: Course,
  period: Period,
  today: LocalDate,
  workspace: Workspace,
): Reason | undefined {
  if (course.rampShare !== undefined && isRamping(member, period, today, workspace)) return 'ramping up'
  if (course.target === undefined || course.pace === undefined) return 'no target'
  const from = member.startedOn !== undefined && member.startedOn > period.from ? member.startedOn : period.from
  if (workingDays(from, today, daysOf(member, workspace)) < leastElapsed) return 'too early'
  return course.pace === 'behind' || course.pace === 'at-risk' ? undefined : 'not behind'
}

/** Whether somebody ramps up in a period, wherever in it; in a year it is the quarter that counts, or who began in January had peace till December. */
function isRamping(
  member: Pick<Member, 'leave' | 'startedOn'>,
  period: Period,
  today: LocalDate,
  workspace: Pick<Workspace, 'calendar' | 'rules'>,
): boolean {
  const days = daysOf(member, workspace)
  const { from, to } = period.kind === 'year' ? periodOf('quarter', today, workspace.calendar) : period
  return rampedDays(from, to, days) !== 100 * workingDays(from, to, days)
}

/** The days that somebody works: the workspace's without their leave. */
export const daysOf = (member: Pick<Member, 'leave' | 'startedOn'>, { calendar, rules }: Pick<Workspace, 'calendar' | 'rules'>): OwnDays =>
  ownDays(calendar, member, rules.ramp)

/** A nudge that was written down for somebody: it waits, or it was delivered. */
export interface PastNudge {
  readonly member: MemberId
  /** Its day, by the member's calendar then. */
  readonly day: LocalDate
  /** Its key in the outbox. */
  readonly key: string
  /** Grows with each that is written. */
  readonly place: number
  readonly delivered: boolean
}

/** Those that lie less than a week from a day. Also after it: a clock that was set back, or a journey west, brings no second one. */
export const within = <One extends Pick<PastNudge, 'day'>>(nudges: readonly One[], day: LocalDate): readonly One[] =>
  nudges.filter((one) => Math.abs(daysBetween(one.day, day)) < aWeek)

/**
 * Whether another nudge stands in the way of the one under `key`: one that was delivered, or that was written before it and waits. So of two
 * that were decided at the same time, in two time zones, one is sent.
 */
export function isSecond(key: string, day: LocalDate, nudges: readonly PastNudge[]): boolean {
  const own = nudges.find((one) => one.key === key)
  return within(nudges, day).some((one) => one.key !== key && (one.delivered || own === undefined || one.place < own.place))
}
