// What is due: a pure function of how a workspace is set, of its people's time zones and of an instant.
import type { Described } from '../conversation/ritual.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import { latestSlot, nextSlot, type Timetable } from '../vocabulary/rhythm.ts'
import { type Schedule, scheduleOf } from '../workspaces/ritual-settings.ts'
import type { Household, Occurrence } from './occurrence-store.ts'

const minute = 60_000

/** A look that comes so much (ms) later than the one before missed nothing: it is only late (much was due, or the database was away). */
const lateness = 5 * minute

/** So far (ms) ahead one looks for what comes next. */
const foresight = 12 * 60 * minute

export interface Due extends Occurrence {
  readonly order: number
}

/**
 * The latest occurrence of each ritual that has come and may still be made up for, in the order in which they are to be said: never more than
 * one of a ritual, however long nobody looked. What came before the workspace was there, or before the ritual was set as it is, is not due.
 * `lookedAt`: when somebody last looked; what came since then was not missed, whatever is made up for.
 */
export function dueIn(household: Household, rituals: readonly Described[], now: Instant, lookedAt?: Instant): readonly Due[] {
  const { workspace, createdAt } = household
  const recently = lookedAt === undefined ? now : latest(lookedAt, later(now, -lateness))
  const found = comingRound(household, rituals).flatMap(({ ritual, zone, schedule, timetable }): Due[] => {
    // A minute at least: nobody looks more often than that.
    const missed = later(now, -Math.max(schedule.catchUp, 1) * minute)
    const after = latest(earliest(missed, recently), schedule.since, createdAt)
    const slot = latestSlot(timetable, after, now)
    return slot ? [{ workspace: workspace.id, ritual: ritual.name, order: ritual.order, slot, zone }] : []
  })
  return found.sort((a, b) => a.slot.at - b.slot.at || a.order - b.order || (a.zone < b.zone ? -1 : 1))
}

/** Until then nothing becomes due that is not due now, as long as the household stays as it is. */
export function quietUntil(household: Household, rituals: readonly Described[], now: Instant): Instant {
  const next = comingRound(household, rituals).flatMap(({ timetable }) => nextSlot(timetable, now, 2)?.at ?? [])
  return earliest(later(now, foresight), ...next)
}

interface Coming {
  readonly ritual: Described
  readonly schedule: Schedule
  readonly timetable: Timetable
  /** For the people of which time zone; empty: for all. */
  readonly zone: string
}

/** Every ritual that is on: once, or once for each time zone that people live in. */
function comingRound({ workspace, zones }: Household, rituals: readonly Described[]): readonly Coming[] {
  return rituals.flatMap((ritual): Coming[] => {
    const schedule = scheduleOf(ritual, workspace)
    const { on, timetable } = schedule
    if (!on) return []
    if (ritual.zone === 'workspace') return [{ ritual, schedule, timetable, zone: '' }]
    return zones.map((zone) => ({ ritual, schedule, timetable: { ...timetable, zone }, zone }))
  })
}

const latest = (...instants: readonly Instant[]): Instant => instants.reduce((one, other) => (other > one ? other : one))
const earliest = (...instants: readonly Instant[]): Instant => instants.reduce((one, other) => (other < one ? other : one))
