// The instant at which a local day begins.
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import { type LocalDate, today } from '../vocabulary/local-date.ts'

const minute = 60_000
/** Zones lie within 14 hours of UTC. */
const furthest = 15 * 60

/** The first minute of that day in the zone; where the clock jumps over midnight, the first that there is. */
export function startOfDay(day: LocalDate, zone: string): Instant {
  const middle = Date.parse(`${day}T00:00:00Z`)
  let [before, at] = [-furthest, furthest]
  while (at - before > 1) {
    const half = Math.floor((before + at) / 2)
    if (today(asInstant(middle + half * minute), zone) >= day) at = half
    else before = half
  }
  return asInstant(middle + at * minute)
}
