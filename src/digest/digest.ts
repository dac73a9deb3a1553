// What a manager is told of a week: how their teams and people stand, who is behind and why, what will come, where deals are lost. Pure.
import type { Member, Team, Workspace } from '../conversation/people.ts'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { shareInterval } from '../diagnosis/intervals.ts'
import type { Track } from '../diagnosis/track.ts'
import { type Conversion, conversions } from '../pipeline/pipeline.ts'
import type { WaySum } from '../pipeline/pipeline-store.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Course, type Pace, paces } from '../vocabulary/pace.ts'
import type { Period } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import type { Rules } from '../vocabulary/rules.ts'
import { workingDays } from '../vocabulary/working-days.ts'

/** One of those whom the manager looks after. Amounts are minor units. */
export interface Rep {
  readonly member: Member
  /** In the period, up to the day. */
  readonly won: bigint
  readonly course: Course
  /** Why nothing is said of their pace; undefined: it counts. */
  readonly apart: 'ramping' | 'away' | 'no-target' | undefined
  readonly forecast: bigint
  /** All open deals, weighed. */
  readonly weighted: bigint
  readonly late: number
  /** The day of the last thing that they did here. */
  readonly lastUpdate: LocalDate | undefined
  /** Working days since, or since they became a member. */
  readonly silentFor: number | undefined
}

export interface TeamLine {
  readonly team: Team
  readonly won: bigint
  readonly course: Course
}

/** A step of the pipeline from which fewer deals come further than before. */
export interface Leak {
  readonly from: string
  /** The next stage; undefined: a win. */
  readonly to: string | undefined
  readonly before: Conversion
  readonly now: Conversion
}

/** Whose digest it is, and of when. */
export interface DigestOf {
  readonly manager: Member
  /** The teams that they lead themselves, without those below; undefined: the company. */
  readonly roots: readonly Team[] | undefined
  readonly day: LocalDate
  readonly week: Period
  /** What attainment is of. */
  readonly period: Period
  readonly reps: readonly Rep[]
}

export interface Digest extends DigestOf {
  /** Their teams, those above before those below; of a manager of the company all. */
  readonly teams: readonly TeamLine[]
  readonly wonThisWeek: bigint
  readonly whole: { readonly won: bigint; readonly course: Course; readonly forecast: bigint; readonly lastForecast: bigint | undefined }
  /** Why those are behind who are named. */
  readonly reasons: ReadonlyMap<MemberId, Diagnosis>
  readonly leak: Leak | undefined
  /** Most frequent first; empty: no reason was given. */
  readonly losses: readonly { readonly reason: string; readonly count: number }[]
}

/** What is behind a digest, rep by rep. */
export interface DigestFigures extends DigestOf {
  readonly teams: readonly Team[]
  readonly tracks: ReadonlyMap<MemberId, Track>
}

/** Why some of those who are behind are. */
export interface DigestMaths extends DigestOf {
  readonly reasons: ReadonlyMap<MemberId, Diagnosis>
}

/** So many of those who are behind are named, and stand on a page. */
export const mostBehind = 5

/** Why nothing is said of somebody's pace on a day. */
export function apartOf({ leave }: Pick<Member, 'leave'>, course: Course, day: LocalDate): Rep['apart'] {
  if (leave.some(({ from, to }) => day >= from && day <= to)) return 'away'
  if (course.rampShare !== undefined) return 'ramping'
  return course.target === undefined ? 'no-target' : undefined
}

/** How many there are of each pace, of those whose pace counts. */
export function paceCounts(reps: readonly Rep[]): Readonly<Record<Pace, number>> {
  const counts = { ahead: 0, 'on-track': 0, behind: 0, 'at-risk': 0 }
  for (const { apart, course } of reps) if (apart === undefined && course.pace !== undefined) counts[course.pace] += 1
  return counts
}

/** Whoever is behind, the farthest first. */
export const behindPlan = (reps: readonly Rep[]): readonly Rep[] =>
  reps
    .filter(
      ({ apart, course }) => apart === undefined && course.pace !== undefined && paces.indexOf(course.pace) >= paces.indexOf('behind'),
    )
    .sort((a, b) => reached(a) - reached(b) || (a.member.name < b.member.name ? -1 : 1))

/** Of what is expected by now. */
const reached = ({ course }: Rep): number => (course.attainment ?? 0) / (course.expectedShare || 1)

/** Who has a share of a target, the highest first. */
export const byAttainment = (reps: readonly Rep[]): readonly Rep[] =>
  reps
    .filter(({ course }) => course.attainment !== undefined)
    .sort((a, b) => (b.course.attainment ?? 0) - (a.course.attainment ?? 0) || (a.member.name < b.member.name ? -1 : 1))

/** Working days since a day, without leave; undefined where it is not known. */
export function silentFor(
  member: Member,
  since: LocalDate | undefined,
  day: LocalDate,
  { calendar, rules }: Pick<Workspace, 'calendar' | 'rules'>,
): number | undefined {
  if (since === undefined) return undefined
  const days = ownDays(calendar, member, rules.ramp)
  return Math.max(0, workingDays(since, day, days) - workingDays(since, since, days))
}

/** Who has not done anything for so long that it is said; whoever is away is let be. */
export const silent = (reps: readonly Rep[], { reminderDays }: Pick<Rules, 'reminderDays'>): readonly Rep[] =>
  reps
    .filter(({ apart, silentFor: days }) => apart !== 'away' && days !== undefined && days >= reminderDays)
    .sort((a, b) => (b.silentFor ?? 0) - (a.silentFor ?? 0) || (a.member.name < b.member.name ? -1 : 1))

/** Whose open deals should have closed before today, most first. */
export const late = (reps: readonly Rep[]): readonly Rep[] =>
  reps.filter((rep) => rep.late > 0).sort((a, b) => b.late - a.late || (a.member.name < b.member.name ? -1 : 1))

/** From fewer deals nothing is concluded of a step. */
const leastLeft = 10

/**
 * The step from which fewer came further than in the year before, by the largest part of what was usual; of closed deals alone, so that
 * both are measured in the same way. Only where chance does not explain it: undefined if there is none.
 */
export function leakOf(now: readonly WaySum[], before: readonly WaySum[], rules: Pick<Rules, 'stages'>): Leak | undefined {
  const earlier = conversions(before, rules)
  const leaks = conversions(now, rules).flatMap((one, index): (Leak & { readonly kept: number })[] => {
    const was = earlier[index]
    if (!was || one.left < leastLeft || was.left < leastLeft) return []
    const rate = was.reached / was.left
    if (shareInterval(one.reached, one.left).high >= rate) return []
    const to = rules.stages[index + 1]?.name
    return [{ from: one.stage, to, before: was, now: one, kept: one.reached / one.left / rate }]
  })
  const [worst] = leaks.sort((a, b) => a.kept - b.kept)
  return worst && { from: worst.from, to: worst.to, before: worst.before, now: worst.now }
}

export const lossesByReason = (losses: ReadonlyMap<string, number>): Digest['losses'] =>
  [...losses].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
