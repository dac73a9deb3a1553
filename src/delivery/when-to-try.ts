// When something is tried again, and when it is given up: the numbers of delivery, and pure functions of them.
import type { NotDelivered } from '../conversation/platform.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import type { OutboxEntry } from './outbox-store.ts'

const second = 1000
const minute = 60 * second

/** A messenger that has not settled after this long (ms) is not waited for: its answer counts as lost. */
export const answerWithin = 10 * second

/**
 * After the start of a try nobody else looks or tries for this long (ms), unless its outcome is stored: longer than
 * `answerWithin`, so that two tries of one entry never overlap, even when this copy was paused or thought to be dead.
 */
export const tryLasts = 15 * second

/** After a lost answer the platform may still be at work on it: do not look sooner than this (ms), nor post. */
const settlesWithin = 5 * second

/** Our clock and the platform's may differ by this much (ms) when a message is looked for by its time. */
export const clockSkew = 60 * minute

/** From writing to giving up (ms). */
const givenUpAfter = 24 * 60 * minute

/** So many faults of ours in a row with one entry, and it is parked. */
const faultsUntilParked = 8

/**
 * Milliseconds until the next try after `tries` failed ones: doubling from 1 s to 5 min, and spread over the upper half so
 * that what failed together does not come back together. `random` is from 0 to 1.
 */
export function backoff(tries: number, random: number): number {
  const most = Math.min(5 * minute, second * 2 ** Math.min(tries, 10))
  return Math.max(second, Math.round((most / 2) * (1 + random)))
}

export type NextStep =
  | { readonly do: 'try again'; readonly at: Instant /** it certainly does not stand there */; readonly certain: boolean }
  | { readonly do: 'park'; readonly reason: string }

/**
 * What follows a failed try, `entry` being as it was before it. A `Retry-After` is waited out to the millisecond. The doubt of
 * an earlier try is not taken away by a later one that certainly failed.
 */
export function afterFailure(entry: OutboxEntry, failure: NotDelivered, now: Instant, random: number): NextStep {
  if (failure.outcome === 'never') return { do: 'park', reason: failure.reason }
  // A message that stands there is never left wrong for good: its rewriting is tried as long as it takes.
  if (entry.action.do !== 'rewrite' && now - entry.writtenAt >= givenUpAfter) return { do: 'park', reason: 'gave up' }
  const pause = failure.retryAfter ?? backoff(Math.max(entry.attempts + 1, doublings(entry.firstTriedAt, now)), random)
  const least = failure.outcome === 'unsure' ? settlesWithin : 0
  return {
    do: 'try again',
    at: later(now, Math.max(pause, least)),
    certain: failure.outcome === 'later' && entry.firstTriedAt === undefined,
  }
}

/** Looking for a message is not counted as a try, so how long there has been doubt stands in for how often it was looked for. */
const doublings = (since: Instant | undefined, now: Instant): number =>
  since === undefined ? 0 : Math.floor(Math.log2(Math.max(1, (now - since) / second)))

/** What follows a fault of ours, before anything was sent; `faults` counts this one. */
export function afterFault(entry: OutboxEntry, fault: string, faults: number, now: Instant, random: number): NextStep {
  if (faults >= faultsUntilParked || now - entry.writtenAt >= givenUpAfter) return { do: 'park', reason: `fault ${fault}` }
  return { do: 'try again', at: later(now, backoff(faults, random)), certain: entry.firstTriedAt === undefined }
}

/** No pause is longer (ms): what waits longer waits because the clock was set back. */
const longestPause = 60 * minute

/** When an entry may be tried: at once unless it was put off. */
export function dueAt({ attempts, writtenAt, notBefore }: OutboxEntry, now: Instant): Instant {
  const wasPutOff = attempts > 0 || notBefore > writtenAt
  return wasPutOff && notBefore - now <= longestPause ? notBefore : now
}

/**
 * When the destination is free again after `last`, at a `pace` in milliseconds. A `last` far in the future is the work of a
 * clock that was set back, and is not waited for.
 */
export function freeAt(last: Instant | undefined, pace: number, now: Instant): Instant {
  if (last === undefined || last - now > minute) return now
  return later(last, pace)
}
