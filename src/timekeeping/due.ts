// What is due: a pure function of how a workspace is set, of its people's time zones and of an instant.
import type { Described } from '../conversation/ritual.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import { latestSlot, type Timetable } from '../vocabulary/rhythm.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import type { Household, Occurrence } from './occurrence-store.ts'

const minute = 60_000

/**
 * The latest occurrence of each ritual that has come and may still be made up for, in the order in which they are to be said: never more than
 * one of a ritual, however long nobody looked. What came before the workspace was there, or before the ritual was set as it is, is not due.
 */
export function dueIn({ workspace, createdAt, zones }: Household, rituals: readonly Described[], now: Instant): readonly Due[] {
  const found = rituals.flatMap((ritual) => {
    const { on, timetable, catchUp, since } = scheduleOf(ritual, workspace)
    if (!on) return []
    // A minute at least: nobody looks more often than that.
    const after = later(now, -Math.max(catchUp, 1) * minute)
    const from = latest(after, since, createdAt)
    const of = ritual.zone === 'workspace' ? [''] : zones
    return of.flatMap((zone): Due[] => {
      const own: Timetable = zone === '' ? timetable : { ...timetable, zone }
      const slot = latestSlot(own, from, now)
      return slot ? [{ workspace: workspace.id, ritual: ritual.name, order: ritual.order, slot, zone }] : []
    })
  })
  return found.sort((a, b) => a.slot.at - b.slot.at || a.order - b.order || (a.zone < b.zone ? -1 : 1))
}

export interface Due extends Occurrence {
  readonly order: number
}

const latest = (...instants: readonly Instant[]): Instant => instants.reduce((one, other) => (other > one ? other : one))
