// The number that a subject should reach on a metric in a period.

import type { Subject } from '../conversation/people.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'

export interface Target {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
  /** Minor units for revenue, whole deals for deals; more than 0. */
  readonly value: bigint
  readonly setBy: MemberId
  readonly setAt: Instant
}
