// A board: who reached how much in a period, where they stand, and how they moved since the one before.
import type { Member, Subject, Workspace } from '../conversation/people.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { type Course, standing } from '../vocabulary/pace.ts'
import { type Period, type PeriodKind, periodKinds, periodOf, previousPeriod } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { Days, LeaderboardStore, SetTarget, Sums } from './leaderboard-store.ts'
import { type Figures, mostImproved, movement, type Order, type Ranked, ranked } from './ranking.ts'

/** What a board is of. */
export interface BoardTopic {
  readonly metric: Metric
  readonly period: Period
  /** Undefined: the whole company. */
  readonly team: TeamId | undefined
  readonly order: Order
}

export interface Entry extends Figures {
  readonly member: Member
  readonly name: string
  readonly attainment: number | undefined
  /** The share of their target that they should have reached by the day of the board. */
  readonly due: number | undefined
  readonly moved: number | 'new' | undefined
  /** Among those who climbed the most. */
  readonly improved: boolean
}

export interface Board {
  readonly topic: BoardTopic
  /** The team's name; undefined for the company. */
  readonly name: string | undefined
  /** The period that attainment is of: the board's own, or where that has no targets the least one around it that has. */
  readonly measure: Period
  /** What all of them reached in the board's period, with those who are not shown. */
  readonly value: bigint
  /** … and in `measure`. */
  readonly reached: bigint
  /** How that stands against the target of `measure`. */
  readonly course: Course
  /** Everybody who has reached something and may be shown, in order. */
  readonly entries: readonly Ranked<Entry>[]
  /** The first three by attainment, of all who reached something in `measure`. */
  readonly best: readonly { readonly name: string; readonly attainment: number }[]
}

export interface BoardNeeds {
  readonly leaderboards: Pick<LeaderboardStore, 'sums' | 'targets'>
  readonly workspaces: Pick<WorkspaceStore, 'teams'>
}

/**
 * The board as of a day, without what was won later; undefined when its team is none of the workspace. A team's board has what counted for the team and those below
 * it, whoever is in it now; shares of a member's target are of all that they got, in any team. `shown`: somebody who is ranked although
 * they do not want to stand on boards: for themselves.
 */
export async function boardOf(
  topic: BoardTopic,
  { workspace, today, shown }: { readonly workspace: Workspace; readonly today: LocalDate; readonly shown?: MemberId },
  { leaderboards, workspaces }: BoardNeeds,
): Promise<Board | undefined> {
  const { metric, period } = topic
  const all = topic.team === undefined ? [] : await workspaces.teams(workspace)
  const team = all.find(({ id }) => id === topic.team)
  if (topic.team !== undefined && !team) return undefined
  const before = previousPeriod(period, workspace.calendar)
  const measures = [period, ...periodsAround(period, today, workspace)]
  const targets = await leaderboards.targets(workspace.id, metric, [before, ...measures])
  const subject: Subject = team ? { kind: 'team', team: team.id } : { kind: 'company' }
  const measure = measures.find((one) => targets.some((target) => isFor(target, one) && concerns(target, subject))) ?? period
  const same = measure === period
  const soFar = ({ from, to }: Days): Days => ({ from, to: to < today ? to : today })
  const measureBefore = same ? before : { from: measure.from, to: before.to }
  const ranges: Ranges = { period: soFar(period), before: soFar(before), measure: soFar(measure), measureBefore: soFar(measureBefore) }
  const within = team && withTeamsBelow(team.id, all)
  const [sums, inAny] = await Promise.all([
    leaderboards.sums(workspace, metric, within, [ranges.period, ranges.before, ranges.measure, ranges.measureBefore]),
    within && leaderboards.sums(workspace, metric, undefined, [ranges.measure, ranges.measureBefore]),
  ])
  const anywhere = inAny && new Map(inAny.members.map(({ member, sums: each }) => [member.id, each]))
  return arranged({
    topic,
    name: team?.name,
    subject,
    measure,
    before: same ? before : measure,
    sums,
    anywhere,
    targets,
    workspace,
    today,
    shown,
  })
}

interface Ranges {
  readonly period: Days
  readonly before: Days
  readonly measure: Days
  readonly measureBefore: Days
}

/** The larger periods around one in which its target may lie: the quarter first, since that is what a rep is measured by. */
function periodsAround({ kind, from, to }: Period, today: LocalDate, { calendar }: Workspace): readonly Period[] {
  const day = today < from ? from : today > to ? to : today
  const larger = (one: PeriodKind) => periodKinds.indexOf(one) < periodKinds.indexOf(kind)
  return (['quarter', 'month', 'year'] as const).filter(larger).map((one) => periodOf(one, day, calendar))
}

const isFor = (target: SetTarget, period: Period): boolean => target.kind === period.kind && target.from === period.from

/** A member's target, or that of the subject of the board. */
const concerns = ({ subject }: SetTarget, of: Subject): boolean =>
  subject.kind === 'member' || (subject.kind === 'team' ? of.kind === 'team' && subject.team === of.team : of.kind === 'company')

interface Found {
  readonly topic: BoardTopic
  readonly name: string | undefined
  readonly subject: Subject
  readonly measure: Period
  /** The period whose targets the board before was measured by. */
  readonly before: Period
  readonly sums: Sums
  /** On a team's board what each reached in any team, in `measure` and in the days before: a target is for all that somebody does. */
  readonly anywhere?: ReadonlyMap<MemberId, readonly bigint[]> | undefined
  readonly targets: readonly SetTarget[]
  readonly workspace: Workspace
  readonly today: LocalDate
  readonly shown: MemberId | undefined
}

/** Where nobody had a place before, nobody is new, nor is who reached something then but had no target to be measured by. */
function movedSince(places: ReadonlyMap<MemberId, number | undefined>, { member, rank }: { member: Member; rank: number | undefined }) {
  const before = places.get(member.id)
  const wasFirstBoard = ![...places.values()].some((place) => place !== undefined)
  return wasFirstBoard || (before === undefined && places.has(member.id)) ? undefined : movement(rank, before)
}

/** Pure: from what was found to the board. */
export function arranged({ topic, name, subject, measure, before, sums, anywhere, targets, workspace, today, shown }: Found): Board {
  const { order } = topic
  const { calendar, rules } = workspace
  const own = (period: Period) => {
    const found = targets.filter((target) => isFor(target, period))
    return new Map(found.flatMap(({ subject: of, value }) => (of.kind === 'member' ? [[of.member, value] as const] : [])))
  }
  const [now, then] = [own(measure), own(before)]
  const aim = (member: Member, actual: bigint, full: bigint | undefined, period: Period) =>
    standing(actual, full, period, today, ownDays(calendar, member, rules.ramp), rules.thresholds)
  const people = sums.members.filter(({ member }) => !member.hasLeft && (!member.offBoards || member.id === shown))
  const counts = (figures: Figures) => (order === 'value' ? figures.value : figures.measured) > 0n

  const figures = people.map(({ member, sums: [value = 0n, earlier = 0n, here = 0n, hereEarlier = 0n] }) => {
    const [there = 0n, thereEarlier = 0n] = anywhere?.get(member.id) ?? [here, hereEarlier]
    // Who reached nothing for this team is not on its board, whatever they reached for another.
    const [measured, measuredEarlier] = [here > 0n ? there : 0n, hereEarlier > 0n ? thereEarlier : 0n]
    const course = aim(member, measured, now.get(member.id), measure)
    const past = aim(member, measuredEarlier, then.get(member.id), before)
    return {
      member,
      name: member.name,
      value,
      measured,
      target: course.target,
      attainment: course.attainment,
      due: course.target === undefined ? undefined : course.expectedShare,
      earlier: { name: member.name, member, value: earlier, measured: measuredEarlier, target: past.target },
    }
  })
  const places = new Map(ranked(figures.map(({ earlier }) => earlier).filter(counts), order).map(({ member, rank }) => [member.id, rank]))
  const standings = ranked(figures.filter(counts), order).map(({ earlier, ...entry }) => ({
    ...entry,
    moved: movedSince(places, entry),
    grown: order === 'value' ? entry.value - earlier.value : entry.measured - earlier.measured,
  }))
  const improved = mostImproved(standings)
  const reaching = figures.filter(({ measured }) => measured > 0n)
  const best = ranked(reaching, 'attainment').flatMap(({ name: who, attainment }) =>
    attainment === undefined ? [] : [{ name: who, attainment }],
  )
  const [value = 0n, , reached = 0n] = sums.whole
  const target = targets.find((one) => isFor(one, measure) && one.subject.kind !== 'member' && concerns(one, subject))?.value
  return {
    topic,
    name,
    measure,
    value,
    reached,
    course: standing(reached, target, measure, today, calendar, rules.thresholds),
    entries: standings.map((entry) => {
      const { grown: _, ...rest } = entry
      return { ...rest, improved: improved.has(entry) }
    }),
    best: best.slice(0, 3),
  }
}
