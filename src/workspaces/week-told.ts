// Which week a ritual of the week speaks of, and up to which day: board, shout-outs and digest tell the same numbers.
import type { Described, Occasion } from '../conversation/ritual.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { periodOf } from '../vocabulary/period.ts'
import { scheduleOf } from './ritual-settings.ts'

/** Days of a week that is hardly begun: what is set to come on one of these speaks of the week that ended. */
const hardlyBegun = 3

/** The last day that counts: that of the slot, or the last of the week that ended. */
export function lastDayTold(
  ritual: Pick<Described, 'name' | 'usual'>,
  { workspace, slot }: Pick<Occasion, 'workspace' | 'slot'>,
): LocalDate {
  const { rhythm } = scheduleOf(ritual, workspace).timetable
  const { calendar } = workspace
  const isEarly = rhythm.every === 'week' && (rhythm.on - calendar.weekStart + 7) % 7 < hardlyBegun
  return isEarly ? addDays(periodOf('week', slot.day, calendar).from, -1) : slot.day
}
