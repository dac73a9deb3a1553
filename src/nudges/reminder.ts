// Who is reminded of what there is to log, and who is left alone: every guard in one place. Pure.
import type { Member, Workspace } from '../conversation/people.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import { addDays, today as dayOf, type LocalDate } from '../vocabulary/local-date.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import type { Slot } from '../vocabulary/rhythm.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import { memberZone } from '../workspaces/member-zone.ts'
import { isQuiet } from '../workspaces/quiet-hours.ts'

/** What is known of how somebody keeps what they do. */
export interface Habits {
  readonly member: Member
  /** When they became a member. */
  readonly joinedAt: Instant
  /** When they last logged something or changed what was logged: a deal, an activity, a forecast, a story; or it was imported for them. Undefined: never, or too long ago to tell. */
  readonly lastAt: Instant | undefined
  readonly hasTargets: boolean
  /** Deals of their own, in whatever state. */
  readonly hasDeals: boolean
  readonly hasActivities: boolean
  /** Open deals of theirs whose day has passed. */
  readonly late: number
}

/** When the reminder is spoken of. */
export interface Moment {
  /** The workspace's. */
  readonly day: LocalDate
  /** When it would be read. */
  readonly at: Instant
}

/** An occasion is spoken of at its time or later; a look ahead, for a preview, is as of its time. */
export const momentOf = ({ day, at }: Pick<Slot, 'day' | 'at'>, now: Instant): Moment => ({ day, at: now > at ? now : at })

/** What is to be said to somebody. */
export interface Reminder {
  /** They have been silent since that day; `never`: they have logged nothing yet. Undefined: they were heard of. */
  readonly silentSince: LocalDate | 'never' | undefined
  readonly late: number
}

/** Why somebody is left alone. */
export type Reason = 'has left' | 'wants none' | 'is away' | 'quiet hours' | 'has just begun' | 'nothing to log' | 'nothing to say'

/** So far (in days) before a reminder everything that somebody did is known; of what was before that only what still stands. */
const leastLookBack = 45
const dayLong = 24 * 3_600_000

/** From when on everything that people did is looked at. */
export const lookBack = (at: Instant, { rules }: Pick<Workspace, 'rules'>): Instant =>
  later(at, -Math.max(leastLookBack, 3 * rules.reminderDays) * dayLong)

/** What can be said before anybody's habits are known; undefined: nothing against it. */
export function reasonInPerson(member: Member, { day, at }: Moment, workspace: Workspace): Reason | undefined {
  if (member.hasLeft) return 'has left'
  if (member.nudgesFrom !== undefined && member.nudgesFrom > day) return 'wants none'
  const zone = memberZone(member, workspace)
  const theirs = dayOf(at, zone)
  if (member.leave.some(({ from, to }) => theirs >= from && theirs <= to)) return 'is away'
  return isQuiet(at, zone, workspace.rules) ? 'quiet hours' : undefined
}

/**
 * The reminder for somebody, or why there is none. Days are their own working days, those that are over: today is not. Silence is a rep's, or of
 * whoever else sells beside leading; deals past their day are whoever's they are.
 */
export function reminderFor(habits: Habits, moment: Moment, workspace: Workspace): Reminder | Reason {
  const { member, joinedAt, lastAt, late } = habits
  const { calendar, rules, timeZone } = workspace
  const against = reasonInPerson(member, moment, workspace)
  if (against) return against
  const days = ownDays(calendar, member, rules.ramp)
  const since = (day: LocalDate) => workingDays(addDays(day, 1), addDays(moment.day, -1), days)
  const joined = dayOf(joinedAt, timeZone)
  const eve = member.startedOn === undefined ? undefined : addDays(member.startedOn, -1)
  const begun = eve !== undefined && eve > joined ? eve : joined
  if (since(begun) < rules.reminderDays) return 'has just begun'
  const last = lastAt === undefined ? undefined : dayOf(lastAt, timeZone)
  const isSilent = sells(habits) && (last === undefined || since(last) >= rules.reminderDays)
  if (!sells(habits) && late === 0) return 'nothing to log'
  if (!isSilent && late === 0) return 'nothing to say'
  return { silentSince: isSilent ? (last ?? 'never') : undefined, late }
}

/** A rep who has anything to log; a lead with deals of their own; a manager or an admin only with a target besides. */
function sells({ member, hasTargets, hasDeals, hasActivities }: Habits): boolean {
  switch (member.role) {
    case 'rep':
      return hasTargets || hasDeals || hasActivities
    case 'lead':
      return hasDeals
    default:
      return hasDeals && hasTargets
  }
}
