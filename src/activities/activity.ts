// Calls, meetings, demos: how many of a kind a member had on a day. Like a deal an activity is its events; every change is a pure step
// from what was found to what is to be written, and what it adds to the day totals is decided here, for the running totals and for the
// rebuild from events alike.
import type { PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { ActivityNumber, MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'

/** What counts, and for whom. */
export interface ActivityFacts {
  readonly member: MemberId
  /** The member's team when it was logged: a later move takes no history along. */
  readonly team: TeamId | undefined
  readonly kind: ActivityKind
  /** 1 to 100,000. */
  readonly count: number
  /** The workspace's local day on which it counts. */
  readonly day: LocalDate
}

export interface Activity extends ActivityFacts {
  readonly number: ActivityNumber
  /** A withdrawn one was taken back and counts for nothing. */
  readonly state: 'logged' | 'withdrawn'
  /** How many events it has. */
  readonly revision: number
  readonly loggedAt: Instant
  readonly loggedBy: MemberId
}

/** What was done. `restored` brings back facts that stood before: those before a correction, or those that were withdrawn. */
export const activityEventKinds = ['logged', 'corrected', 'withdrawn', 'restored'] as const
export type ActivityEventKind = (typeof activityEventKinds)[number]

export interface ActivityEvent {
  readonly number: ActivityNumber
  readonly kind: ActivityEventKind
  /** What it counted for before and after; undefined: for nothing. */
  readonly before: ActivityFacts | undefined
  readonly after: ActivityFacts | undefined
  readonly by: MemberId
  readonly platform: PlatformName
  readonly at: Instant
}

export interface ActivityActor {
  readonly by: MemberId
  readonly platform: PlatformName
  readonly at: Instant
}

export interface ActivityStep {
  readonly activity: Activity
  readonly event: ActivityEvent
}

/** A new activity. */
export function logActivity(number: ActivityNumber, facts: ActivityFacts, actor: ActivityActor): ActivityStep {
  const activity: Activity = { ...facts, number, state: 'logged', revision: 1, loggedAt: actor.at, loggedBy: actor.by }
  return { activity, event: { ...actor, number, kind: 'logged', before: undefined, after: facts } }
}

/** Another number or day. Undefined when nothing differs, or it was taken back. */
export function correctActivity(
  activity: Activity,
  facts: Partial<Pick<ActivityFacts, 'count' | 'day'>>,
  actor: ActivityActor,
): ActivityStep | undefined {
  const after = { ...factsOf(activity), ...facts }
  if (activity.state === 'withdrawn' || (after.count === activity.count && after.day === activity.day)) return undefined
  return step(activity, 'corrected', after, actor)
}

/** Takes back the latest change that is in force: a correction, or the whole. Undefined when nothing is left. `events`: oldest first. */
export function undoActivity(activity: Activity, events: readonly ActivityEvent[], actor: ActivityActor): ActivityStep | undefined {
  const [, before] = inForce(events).reverse()
  if (activity.state === 'withdrawn') return undefined
  return before ? step(activity, 'restored', before, actor) : step(activity, 'withdrawn', undefined, actor)
}

/** Brings back what was taken back as a whole. Undefined when it counts. */
export function redoActivity(activity: Activity, actor: ActivityActor): ActivityStep | undefined {
  return activity.state === 'withdrawn' ? step(activity, 'restored', factsOf(activity), actor) : undefined
}

/** The facts that were put in force one after the other and not taken back, the oldest first. */
function inForce(events: readonly ActivityEvent[]): ActivityFacts[] {
  const standing: ActivityFacts[] = []
  for (const { kind, before, after } of events) {
    if (kind === 'withdrawn' || (kind === 'restored' && before)) standing.pop()
    else if (after) standing.push(after)
  }
  return standing
}

function step(activity: Activity, kind: ActivityEventKind, after: ActivityFacts | undefined, actor: ActivityActor): ActivityStep {
  const before = activity.state === 'logged' ? factsOf(activity) : undefined
  const state = after ? 'logged' : 'withdrawn'
  return {
    activity: { ...activity, ...after, state, revision: activity.revision + 1 },
    event: { ...actor, number: activity.number, kind, before, after },
  }
}

export const factsOf = ({ member, team, kind, count, day }: ActivityFacts): ActivityFacts => ({ member, team, kind, count, day })

/** What counts for a member on a day: an entry of the day totals. */
export interface ActivityTotal {
  readonly member: MemberId
  readonly team: TeamId | undefined
  readonly metric: ActivityKind
  readonly day: LocalDate
  readonly value: bigint
}

const contribution = (facts: ActivityFacts | undefined, sign: bigint): readonly ActivityTotal[] =>
  facts ? [{ member: facts.member, team: facts.team, metric: facts.kind, day: facts.day, value: sign * BigInt(facts.count) }] : []

/** What a change from one state to another adds; entries that cancel out are left out. */
export function difference(before: ActivityFacts | undefined, after: ActivityFacts | undefined): readonly ActivityTotal[] {
  const [gone, come] = [contribution(before, -1n), contribution(after, 1n)]
  const [first, second] = [gone[0], come[0]]
  // Member, team and kind of an activity never change.
  if (!first || !second || first.day !== second.day) return [...gone, ...come]
  const value = first.value + second.value
  return value === 0n ? [] : [{ ...second, value }]
}
