// What is kept of activities. Every change goes through `change`: one transaction for the activity, its event, the day totals and the
// answer to the person.
import type { Subject } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { ActivityNumber, MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { ActivityKind, Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Activity, ActivityEvent, ActivityStep } from './activity.ts'

/** How many of a kind a member has in a period, beside the target if there is one. */
export interface ActivityStanding {
  readonly period: Period
  readonly actual: bigint
  readonly target: bigint | undefined
}

/** What the transaction found before the change. */
export interface BeforeActivity {
  /** The number that a new activity gets, or that of the one that is changed. */
  readonly number: ActivityNumber
  /** The activity that is changed, and its events, oldest first; undefined for a new one, or when there is none of that number. */
  readonly activity: Activity | undefined
  readonly events: readonly ActivityEvent[]
  readonly standing: ActivityStanding
}

export interface ActivityChange {
  readonly workspace: WorkspaceId
  /** The version of the workspace on which permissions were decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
  /** Undefined: a new activity. */
  readonly number: ActivityNumber | undefined
  /** Whose standing is read, of which kind: in the first of these periods with a target, or the first of all if none has one. */
  readonly standing: { readonly member: MemberId; readonly kind: ActivityKind; readonly periods: readonly [Period, ...Period[]] }
  /** Decides what is written. What it throws rejects, and nothing is stored. Without a step nothing is changed. */
  decide(before: BeforeActivity): { readonly step?: ActivityStep; readonly answer: Answer }
}

export interface ActivityStore {
  /** Resolves with the answer: of `decide`, or the one stored when the same request was here before. */
  change(change: ActivityChange): Promise<Answer>
  find(workspace: WorkspaceId, number: ActivityNumber): Promise<Activity | undefined>
  /** The activity that this person last did something to, of those that are not withdrawn, and when that was. */
  lastTouchedBy(workspace: WorkspaceId, member: MemberId): Promise<{ readonly activity: Activity; readonly at: Instant } | undefined>
  /** A member's activities of a period that count, newest day first, then highest number first. */
  list(
    workspace: WorkspaceId,
    filter: { readonly member: MemberId; readonly period: Period },
    page: { readonly skip: number; readonly take: number },
  ): Promise<{ readonly activities: readonly Activity[]; readonly count: number }>
  /** How many of each metric a subject has in a period; `teams` are the team and those below it, of a subject that is one. */
  totals(
    workspace: WorkspaceId,
    subject: Exclude<Subject, { readonly kind: 'team' }> | { readonly kind: 'team'; readonly teams: readonly TeamId[] },
    period: Period,
    metrics: readonly Exclude<Metric, 'revenue'>[],
  ): Promise<ReadonlyMap<string, bigint>>
}
