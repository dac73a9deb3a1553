// When a ritual comes next, or why it never does.
import type { Workspace } from '../conversation/people.ts'
import type { Described } from '../conversation/ritual.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { isBetween } from '../vocabulary/local-time.ts'
import { nextSlot, type Slot, slotKey } from '../vocabulary/rhythm.ts'
import type { WallTime } from '../vocabulary/wall-clock.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'

export type Coming =
  | { readonly comes: 'off' }
  /** `not-worked`: its weekday is none that is worked; `quiet`: reps are left alone at that time; `no-day`: no day is worked at all. */
  | { readonly comes: 'never'; readonly why: 'not-worked' | 'quiet' | 'no-day' }
  | { readonly comes: 'next'; readonly slot: Slot }

/**
 * Of what comes by each rep's own clock: when it is so in the workspace's zone. `last`: the one that came last; it does not come again where
 * the workspace's clock was put back since then (another zone was chosen).
 */
export function comingOf(ritual: Described, workspace: Workspace, now: Instant, last?: WallTime): Coming {
  const { on, timetable } = scheduleOf(ritual, workspace)
  if (!on) return { comes: 'off' }
  const { rhythm, calendar, time } = timetable
  if (rhythm.every === 'week' && !calendar.workingDays.includes(rhythm.on)) return { comes: 'never', why: 'not-worked' }
  const { quietHours } = workspace.rules
  if (ritual.goesTo === 'reps' && quietHours && isBetween(time, quietHours.from, quietHours.to)) return { comes: 'never', why: 'quiet' }
  const first = nextSlot(timetable, now)
  const slot = first && last && slotKey(first) === slotKey(last) && ritual.zone === 'workspace' ? nextSlot(timetable, first.at) : first
  return slot ? { comes: 'next', slot } : { comes: 'never', why: 'no-day' }
}
