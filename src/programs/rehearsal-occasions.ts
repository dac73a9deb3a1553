// The times at which a workspace's rituals come within some days, as the timekeeper would carry them out.
import type { Workspace } from '../conversation/people.ts'
import type { Described, Occasion } from '../conversation/ritual.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { today } from '../vocabulary/local-date.ts'
import { slotsBetween } from '../vocabulary/rhythm.ts'
import { timeOfDay, type WallTime } from '../vocabulary/wall-clock.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'

export interface Rehearsed {
  readonly ritual: Described
  readonly occasion: Occasion
  /** What clocks show there then: another time than the ritual's own where clocks skip that. */
  readonly when: WallTime
}

/** In the order in which they come. `zones`: those of the people; `span`: from when to before when, in a zone. */
export function occasionsOf(
  rituals: readonly Described[],
  { workspace, zones }: { readonly workspace: Workspace; readonly zones: readonly string[] },
  span: (zone: string) => { readonly from: Instant; readonly before: Instant },
): readonly Rehearsed[] {
  const all = rituals.flatMap((ritual) => {
    const { on, timetable, to } = scheduleOf(ritual, workspace)
    if (!on) return []
    const own = ritual.zone === 'member' ? zones : [workspace.timeZone]
    return own.flatMap((zone) => {
      const { from, before } = span(zone)
      return slotsBetween({ ...timetable, zone }, from, before).map(
        (slot): Rehearsed => ({
          ritual,
          occasion: { workspace, slot, zone, to, now: slot.at },
          when: { day: today(slot.at, zone), time: timeOfDay(slot.at, zone) },
        }),
      )
    })
  })
  return all.sort(
    (a, b) => a.occasion.now - b.occasion.now || a.ritual.order - b.ritual.order || (a.occasion.zone < b.occasion.zone ? -1 : 1),
  )
}
