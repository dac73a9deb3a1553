// A thank-you from one member to another.
import type { Instant } from '../vocabulary/clock.ts'
import type { KudosId, MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'

export interface Kudos {
  readonly id: KudosId
  readonly from: MemberId
  readonly to: MemberId
  /** What for: one line. */
  readonly reason: string
  /** The workspace's local day. */
  readonly day: LocalDate
  readonly at: Instant
  /** It was taken back. */
  readonly withdrawn: boolean
}

/** In characters. */
export const longestReason = 300

/** The key under which it is posted. */
export const kudosKey = (id: KudosId): string => `kudos/${id}`
