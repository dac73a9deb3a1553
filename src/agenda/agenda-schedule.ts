// When agendas come, and for which meeting something is put on one.
import type { Workspace } from '../conversation/people.ts'
import type { Usual } from '../conversation/ritual.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { localTime } from '../vocabulary/local-time.ts'
import { nextSlot } from '../vocabulary/rhythm.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import type { PostedAgenda } from './meeting.ts'

export const ritualName = 'agenda'

/** An hour before the usual meeting. */
export const usual: Usual = { on: true, rhythm: { every: 'week', on: 1 }, time: localTime('08:30'), catchUp: 4 * 60 }

/** The last agenda while its meeting is still to come or under way; one that nobody started is over with its day. */
export function current(posted: readonly PostedAgenda[], today: LocalDate): PostedAgenda | undefined {
  const [last] = posted
  if (!last) return undefined
  const { state } = last.meeting
  return state === 'started' || (state === 'planned' && last.day >= today) ? last : undefined
}

/** Whether agendas come at all. */
export const isOn = (workspace: Workspace): boolean => scheduleOf({ name: ritualName, usual }, workspace).on

/** The day of the meeting that something is put on the agenda of now: the one of today, until it is over, or else the next. */
export function meetingDay(
  posted: readonly PostedAgenda[],
  { workspace, today, now }: { readonly workspace: Workspace; readonly today: LocalDate; readonly now: Instant },
): LocalDate {
  const open = current(posted, today)
  if (open && open.day >= today) return open.day
  return nextSlot(scheduleOf({ name: ritualName, usual }, workspace).timetable, now)?.day ?? today
}
