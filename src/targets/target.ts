// The number that a subject should reach on a metric in a period.

import { randomBytes } from 'node:crypto'
import type { Subject } from '../conversation/people.ts'
import type { Instant } from '../vocabulary/clock.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'

/** What there is one target for. */
export interface TargetKey {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
}

export interface Target extends TargetKey {
  /** Minor units for revenue, else how many (deals, calls); more than 0. */
  readonly value: bigint
  readonly setBy: MemberId
  readonly setAt: Instant
}

/** A subject as a key: `company`, `team 3`, `member 12`. */
export const subjectKey = (subject: Subject): string =>
  subject.kind === 'company' ? 'company' : subject.kind === 'team' ? `team ${subject.team}` : `member ${subject.member}`

/** The inverse of `subjectKey`. Throws on a key that is none. */
export function subjectOfKey(key: string): Subject {
  const [, kind, id] = /^(team|member) (\d+)$/.exec(key) ?? []
  if (key === 'company') return { kind: 'company' }
  if (kind === 'team') return { kind, team: asId<TeamId>(Number(id)) }
  if (kind === 'member') return { kind, member: asId<MemberId>(Number(id)) }
  throw new Error(`Not a subject: ${key}`)
}

/** One string for each target that there can be. */
export const targetKey = ({ subject, metric, period }: TargetKey): string =>
  [subjectKey(subject), metric, period.kind, period.from].join('|')

/** A name for targets that are changed together, which nobody guesses. */
export const newBatch = (): string => randomBytes(12).toString('base64url')
