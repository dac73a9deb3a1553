// Between instants and what clocks on the wall show in a zone, right across the changes of the clocks.
import { Temporal } from 'temporal-polyfill'
import { asInstant, type Instant } from './clock.ts'
import { type LocalDate, parts } from './local-date.ts'
import { type LocalTime, localTime, timeParts } from './local-time.ts'

/** What clocks show. */
export interface WallTime {
  readonly day: LocalDate
  readonly time: LocalTime
}

/** Answers that were given, by zone, day and time: a schedule asks for the same ones every minute. */
const known = new Map<string, Instant>()
const most = 50_000

/**
 * When clocks in a zone (IANA) show that time on that day. A time that they skip comes with the first minute after the gap; of a time that
 * they show twice the first is meant. Throws RangeError on an unknown zone.
 */
export function instantOf({ day, time }: WallTime, zone: string): Instant {
  const key = `${zone} ${day} ${time}`
  let instant = known.get(key)
  if (instant === undefined) {
    instant = reckoned(day, time, zone)
    if (known.size >= most) known.clear()
    known.set(key, instant)
  }
  return instant
}

function reckoned(day: LocalDate, time: LocalTime, zone: string): Instant {
  const plain = Temporal.PlainDateTime.from({ ...parts(day), ...timeParts(time) })
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(plain)) return asInstant(earlier.epochMilliseconds)
  // In a gap `earlier` lies as far before its end as the gap is long, at most: the next change of the clocks is that end.
  const gap = earlier.getTimeZoneTransition('next')
  return asInstant((gap ?? earlier).epochMilliseconds)
}

interface ZoneFormat {
  readonly format: Intl.DateTimeFormat
  minute: number
  shown: LocalTime
}
const formats = new Map<string, ZoneFormat>()

/** What a clock in a zone shows at an instant, to the minute. Throws RangeError on an unknown zone. */
export function timeOfDay(instant: Instant, zone: string): LocalTime {
  const minute = Math.floor(instant / 60_000)
  const there = formats.get(zone)
  if (there?.minute === minute) return there.shown
  const format =
    there?.format ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, calendar: 'gregory', hourCycle: 'h23', hour: '2-digit', minute: '2-digit' })
  const shown = localTime(format.format(instant))
  formats.set(zone, { format, minute, shown })
  return shown
}
