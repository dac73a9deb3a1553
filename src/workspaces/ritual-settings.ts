// How a workspace has set its rituals, over what is usual.

import type { Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Described } from '../conversation/ritual.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import { type Timetable, workedWeekday } from '../vocabulary/rhythm.ts'

/** A ritual as it is in one workspace. */
export interface Schedule {
  readonly on: boolean
  /** In the workspace's zone; for the members' own the zone is put in its place. */
  readonly timetable: Timetable
  /** The channel of a ritual that goes to one. */
  readonly to: Destination
  /** Minutes. */
  readonly catchUp: number
  /** What came before it was set so is not made up for. */
  readonly since: Instant
}

export function scheduleOf({ name, usual }: Pick<Described, 'name' | 'usual'>, workspace: Workspace): Schedule {
  const { rules, calendar, timeZone, announce } = workspace
  const set = rules.rituals[name] ?? {}
  const { rhythm } = usual
  const on = rhythm.every === 'week' ? (set.weekday ?? workedWeekday(rhythm.on, calendar.workingDays)) : 0
  return {
    on: set.on ?? usual.on,
    timetable: {
      rhythm: rhythm.every === 'week' ? { every: 'week', on } : rhythm,
      time: set.time ?? usual.time,
      zone: timeZone,
      calendar,
    },
    to: set.to ? (set.to as Destination) : announce, // it was one when it was written
    catchUp: set.catchUp ?? usual.catchUp,
    since: asInstant(set.since ?? 0),
  }
}
