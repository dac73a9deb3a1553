// Whether another ritual speaks in the same channel at the same hour: then one kind sentence about nothing is enough.
import type { Described, Occasion } from '../conversation/ritual.ts'
import { later } from '../vocabulary/clock.ts'
import { latestSlot } from '../vocabulary/rhythm.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'

/** In milliseconds: what was said longer ago nobody has in mind any more. */
const hour = 60 * 60_000

/** True where the other one comes at the time of this occasion or in the hour before it, and goes where this one goes. */
export function comesTogether(
  other: Pick<Described, 'name' | 'usual'>,
  { workspace, slot, to }: Pick<Occasion, 'workspace' | 'slot' | 'to'>,
): boolean {
  const { on, timetable, to: there } = scheduleOf(other, workspace)
  return on && there === to && latestSlot(timetable, later(slot.at, -hour), slot.at) !== undefined
}
