// When something comes round again: a rhythm of days, at a time of the day. What is due is a pure function of it and of an instant.
import { type Instant, later } from './clock.ts'
import type { FiscalCalendar } from './fiscal-calendar.ts'
import { addDays, type LocalDate, today, weekday } from './local-date.ts'
import type { LocalTime } from './local-time.ts'
import { periodOf } from './period.ts'
import { instantOf, type WallTime } from './wall-clock.ts'
import { isWorkingDay } from './working-days.ts'

/**
 * `week`: on a weekday (ISO, 1 is Monday). `day`: on every one. `month`, `quarter`: on the first working day of a new one. A day that is not
 * worked (a weekend, a holiday, a closing day) is skipped, not put off.
 */
export type Rhythm = { readonly every: 'week'; readonly on: number } | { readonly every: 'day' } | { readonly every: 'month' | 'quarter' }

export interface Timetable {
  readonly rhythm: Rhythm
  readonly time: LocalTime
  /** IANA. */
  readonly zone: string
  readonly calendar: FiscalCalendar
}

/** One time that something comes round. */
export interface Slot extends WallTime {
  readonly at: Instant
}

/** As it is kept: `2026-11-27T16:00`. */
export const slotKey = ({ day, time }: WallTime): string => `${day}T${time}`

/** In days: where nothing comes round for so long, it never does (a weekday that is not worked). */
const farthest = 400

/** Whether something comes round on a day. */
export function comesOn(day: LocalDate, { rhythm, calendar }: Pick<Timetable, 'rhythm' | 'calendar'>): boolean {
  if (!isWorkingDay(day, calendar)) return false
  switch (rhythm.every) {
    case 'day':
      return true
    case 'week':
      return weekday(day) === rhythm.on
    case 'month':
    case 'quarter': {
      let earlier = periodOf(rhythm.every, day, calendar).from
      while (earlier < day && !isWorkingDay(earlier, calendar)) earlier = addDays(earlier, 1)
      return earlier === day
    }
  }
}

/** The latest that came after `after` and not after `upTo`; undefined where there was none. */
export function latestSlot(timetable: Timetable, after: Instant, upTo: Instant): Slot | undefined {
  const { zone } = timetable
  const first = today(after, zone)
  // From tomorrow on: clocks that were put back over midnight have shown the beginning of it already.
  for (let day = addDays(today(upTo, zone), 1); day >= first; day = addDays(day, -1)) {
    if (!comesOn(day, timetable)) continue
    const slot = slotOn(day, timetable)
    if (slot.at <= after) return undefined
    if (slot.at <= upTo) return slot
  }
  return undefined
}

/** The next after an instant, on its day or one of those after it, so many in all; undefined where there is none. */
export function nextSlot(timetable: Timetable, after: Instant, days = farthest): Slot | undefined {
  let day = today(after, timetable.zone)
  for (let count = 0; count < days; count += 1, day = addDays(day, 1)) {
    if (!comesOn(day, timetable)) continue
    const slot = slotOn(day, timetable)
    if (slot.at > after) return slot
  }
  return undefined
}

/** Those from one instant on and before another, in order. */
export function slotsBetween(timetable: Timetable, from: Instant, before: Instant): readonly Slot[] {
  const found: Slot[] = []
  for (let slot = nextSlot(timetable, later(from, -1)); slot && slot.at < before; slot = nextSlot(timetable, slot.at)) found.push(slot)
  return found
}

const slotOn = (day: LocalDate, { time, zone }: Timetable): Slot => ({ day, time, at: instantOf({ day, time }, zone) })

/** That weekday if it is worked, or else the last one before it that is: who works Sunday to Thursday ends the week on a Thursday. */
export function workedWeekday(day: number, workingDays: readonly number[]): number {
  for (let back = 0; back < 7; back += 1) {
    const before = ((day - 1 - back + 7) % 7) + 1
    if (workingDays.includes(before)) return before
  }
  return day
}
