// How far this machine's clock is from a platform's, by the `Date` of an answer.
import type { Instant } from '../vocabulary/clock.ts'
import { type Finding, found } from './finding.ts'

/** Both platforms' requests are refused when they are older than this (seconds), and the way of an answer is not counted as a fault. */
const refusedAfter = 300
const noticeable = 30

/** `date`: the header, as HTTP writes it. `now`: when the answer arrived. Nothing is said where there is no date. */
export function clockApart(platform: string, date: string | null, now: Instant): readonly Finding[] {
  const theirs = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(theirs)) return []
  const seconds = Math.round(Math.abs(now - theirs) / 1_000)
  if (seconds < noticeable) return [found('good', 'doctor.clock-good', { platform })]
  const values = { platform, seconds }
  return [found(seconds < refusedAfter ? 'look' : 'wrong', 'doctor.clock-apart', values, 'doctor.cure-clock')]
}
