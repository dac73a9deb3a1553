// One look at everything that a manager's digest tells, as of a day.
import type { Member, Subject, Team, Workspace } from '../conversation/people.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import { reasonsOf, tracksOf } from '../diagnosis/look-at-tracks.ts'
import { stretchesTo } from '../diagnosis/track.ts'
import type { TrackStore } from '../diagnosis/track-store.ts'
import type { LeaderboardStore, SetTarget } from '../leaderboard/leaderboard-store.ts'
import type { Figures, FiguresStore } from '../progress/figures-store.ts'
import { aWeek, forecastOf, weighted } from '../progress/forecast.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { addDays, type LocalDate, today } from '../vocabulary/local-date.ts'
import { localTime } from '../vocabulary/local-time.ts'
import { standing } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { instantOf } from '../vocabulary/wall-clock.ts'
import { type InCharge, inCharge, lookedAfter } from '../workspaces/in-charge.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import {
  apartOf,
  behindPlan,
  type Digest,
  type DigestFigures,
  type DigestMaths,
  type DigestOf,
  leakOf,
  lossesByReason,
  mostBehind,
  type Rep,
  silentFor,
  type TeamLine,
} from './digest.ts'
import type { DigestStore, LastUpdate, OpenSum } from './digest-store.ts'

export interface DigestNeeds {
  readonly digests: DigestStore
  readonly tracks: TrackStore
  readonly leaderboards: Pick<LeaderboardStore, 'sums' | 'targets'>
  readonly figures: Pick<FiguresStore, 'figures'>
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams'>
}

export interface AsOf {
  readonly workspace: Workspace
  readonly day: LocalDate
  readonly now: Instant
}

/** The digest of whoever looks after somebody; undefined for everybody else. Rejects with `Stale` as its stores do. */
export async function digestFor(manager: MemberId, asOf: AsOf, needs: DigestNeeds): Promise<Digest | undefined> {
  const asked = await askedBy(manager, asOf, needs)
  if (!asked) return undefined
  const { charge, people, teams, workspace, day, period } = asked
  const ids = charge.teams && people.map(({ id }) => id)
  const week = periodOf('week', day, workspace.calendar)
  const stretches = stretchesTo(day)
  const { reps, whole: sums } = await repsOf(asked, needs)
  const { digests } = needs
  const [reasons, outlook, recent, before, inPeriod, inWeek] = await Promise.all([
    reasonsFor(behindPlan(reps).slice(0, mostBehind), asked, needs),
    wholeOf(asked, needs),
    digests.closings(workspace.id, ids, stretches.recent),
    digests.closings(workspace.id, ids, stretches.before),
    digests.teamSums(workspace.id, { from: period.from, to: upTo(period, day) }),
    digests.teamSums(workspace.id, { from: week.from, to: upTo(week, day) }),
  ])
  const lines = teamLines(asked, inPeriod)
  const { roots } = asked
  const ofRoots = (byTeam: ReadonlyMap<TeamId, bigint>) => roots?.reduce((sum, { id }) => sum + withThoseBelow(id, teams, byTeam), 0n)
  return {
    ...whoseOf(asked, reps),
    teams: lines,
    wonThisWeek: ofRoots(inWeek) ?? sums.week,
    whole: { ...wholeCourse(asked, ofRoots(inPeriod) ?? sums.period), ...outlook },
    reasons,
    leak: leakOf(recent.ways, before.ways, workspace.rules),
    losses: lossesByReason(recent.losses),
  }
}

/** What is behind it, rep by rep. */
export async function digestFigures(manager: MemberId, asOf: AsOf, needs: DigestNeeds): Promise<DigestFigures | undefined> {
  const asked = await askedBy(manager, asOf, needs)
  if (!asked) return undefined
  const { reps } = await repsOf(asked, needs)
  const tracks = await tracksOf(asked.people, asked.workspace, stretchesTo(asked.day).recent, needs.tracks)
  return { ...whoseOf(asked, reps), teams: asked.teams, tracks }
}

/** Why a page of those who are behind are. */
export async function digestMaths(manager: MemberId, asOf: AsOf, skip: number, needs: DigestNeeds): Promise<DigestMaths | undefined> {
  const asked = await askedBy(manager, asOf, needs)
  if (!asked) return undefined
  const { reps } = await repsOf(asked, needs)
  const reasons = await reasonsFor(behindPlan(reps).slice(skip, skip + mostBehind), asked, needs)
  return { ...whoseOf(asked, reps), reasons }
}

const whoseOf = ({ charge: { manager }, roots, day, period, workspace }: Asked, reps: readonly Rep[]): DigestOf => ({
  manager,
  roots,
  day,
  week: periodOf('week', day, workspace.calendar),
  period,
  reps,
})

const reasonsFor = (behind: readonly Rep[], { people, workspace, day }: Asked, { tracks }: DigestNeeds) =>
  reasonsOf(
    behind.map(({ member }) => member),
    people,
    workspace,
    stretchesTo(day),
    tracks,
  )

async function askedBy(manager: MemberId, { workspace, day, now }: AsOf, needs: DigestNeeds): Promise<Asked | undefined> {
  const [members, teams] = await Promise.all([needs.workspaces.members(workspace.id), needs.workspaces.teams(workspace)])
  const charge = inCharge(members, teams).find((one) => one.manager.id === manager)
  const people = charge ? lookedAfter(charge, members) : []
  if (!charge || people.length === 0) return undefined
  const periods = countingPeriods(day, workspace.calendar)
  const targets = await needs.leaderboards.targets(workspace.id, 'revenue', periods)
  const period = measured(charge, people, periods, targets)
  return { charge, roots: charge.teams && rootsOf(charge, teams), people, teams, targets, period, workspace, day, now }
}

interface Asked extends AsOf {
  readonly charge: InCharge
  readonly roots: readonly Team[] | undefined
  readonly people: readonly Member[]
  readonly teams: readonly Team[]
  readonly targets: readonly SetTarget[]
  readonly period: Period
}

const upTo = ({ to }: Period, day: LocalDate): LocalDate => (day < to ? day : to)

/** The period in which most of those whom it is about have a target, the first of several; or else the quarter. */
function measured(
  { teams }: InCharge,
  people: readonly Member[],
  periods: readonly [Period, ...Period[]],
  targets: readonly SetTarget[],
): Period {
  const ids = new Set(people.map(({ id }) => id))
  const concerns = ({ subject }: SetTarget) =>
    subject.kind === 'company'
      ? teams === undefined
      : subject.kind === 'team'
        ? (teams?.includes(subject.team) ?? true)
        : ids.has(subject.member)
  const counts = periods.map((period) => targets.filter((target) => isOf(target, period) && concerns(target)).length)
  return periods[counts.indexOf(Math.max(...counts))] ?? periods[0]
}

const isOf = ({ kind, from }: SetTarget, period: Period): boolean => kind === period.kind && from === period.from

const targetOf = ({ targets, period }: Asked, subject: Subject): bigint | undefined =>
  targets.find((target) => isOf(target, period) && same(target.subject, subject))?.value

const same = (a: Subject, b: Subject): boolean =>
  a.kind === 'company'
    ? b.kind === 'company'
    : a.kind === 'team'
      ? b.kind === 'team' && a.team === b.team
      : b.kind === 'member' && a.member === b.member

/** The teams that somebody leads and that lie below none that they lead. */
function rootsOf({ teams: led = [] }: InCharge, teams: readonly Team[]): readonly Team[] {
  const own = teams.filter(({ id }) => led.includes(id))
  const below = new Set(own.flatMap(({ id }) => withTeamsBelow(id, teams).slice(1)))
  return own.filter(({ id }) => !below.has(id))
}

function teamLines({ charge, teams, workspace, ...asked }: Asked, sums: ReadonlyMap<TeamId, bigint>): readonly TeamLine[] {
  const { calendar, rules } = workspace
  return teams
    .filter(({ id }) => charge.teams?.includes(id) ?? true)
    .map((team) => {
      const won = withThoseBelow(team.id, teams, sums)
      const target = targetOf({ charge, teams, workspace, ...asked }, { kind: 'team', team: team.id })
      return { team, won, course: standing(won, target, asked.period, asked.day, calendar, rules.thresholds) }
    })
}

const withThoseBelow = (team: TeamId, teams: readonly Team[], sums: ReadonlyMap<TeamId, bigint>): bigint =>
  withTeamsBelow(team, teams).reduce((sum, id) => sum + (sums.get(id) ?? 0n), 0n)

/** A lead who has no target and no deals does not sell, and is not measured. */
async function repsOf(asked: Asked, needs: DigestNeeds) {
  const { charge, people, period, workspace, day } = asked
  const { calendar, rules } = workspace
  const ids = charge.teams && people.map(({ id }) => id)
  const week = periodOf('week', day, calendar)
  const won = { from: period.from, to: upTo(period, day) }
  const [sums, open, updates] = await Promise.all([
    needs.leaderboards.sums(workspace, 'revenue', undefined, [won, { from: week.from, to: upTo(week, day) }]),
    needs.digests.open(workspace.id, ids, { period, today: day }),
    needs.digests.lastUpdates(workspace.id, ids),
  ])
  const own = new Map(sums.members.map(({ member, sums: each }) => [member.id, each]))
  const deals = new Map<MemberId, OpenSum[]>()
  for (const one of open) {
    const theirs = deals.get(one.member)
    if (theirs) theirs.push(one)
    else deals.set(one.member, [one])
  }
  const targets = new Map(
    asked.targets.flatMap((target) =>
      isOf(target, period) && target.subject.kind === 'member' ? [[target.subject.member, target.value] as const] : [],
    ),
  )
  const sells = ({ id, role }: Member) => role !== 'lead' || targets.has(id) || deals.has(id) || (own.get(id)?.[0] ?? 0n) !== 0n
  const reps = people.filter(sells).map((member): Rep => {
    const [actual = 0n] = own.get(member.id) ?? []
    const course = standing(actual, targets.get(member.id), period, day, ownDays(calendar, member, rules.ramp), rules.thresholds)
    const theirs = deals.get(member.id) ?? []
    const lastUpdate = latestDay(updates.get(member.id), workspace, day)
    return {
      member,
      won: actual,
      course,
      apart: apartOf(member, course, day),
      forecast: forecastOf({ won: actual, open: closing(theirs) }, rules),
      weighted: weighted(theirs, rules),
      late: theirs.reduce((sum, one) => sum + one.late, 0),
      lastUpdate,
      silentFor: silentFor(member, lastUpdate ?? joinedOn(updates.get(member.id), workspace), day, workspace),
    }
  })
  const [inPeriod = 0n, inWeek = 0n] = sums.whole
  return { reps, whole: { period: inPeriod, week: inWeek } }
}

const closing = (open: readonly OpenSum[]) => open.map(({ stage, closing: minor }) => ({ stage, count: 0, minor }))

/** Of who did something since that day nothing is known but that they are not silent: as if they had done it on the day. */
function latestDay(update: LastUpdate | undefined, { timeZone }: Workspace, day: LocalDate): LocalDate | undefined {
  const done = update?.at === undefined ? undefined : today(update.at, timeZone)
  const won = update?.won !== undefined && update.won <= day ? update.won : undefined
  const days = [done !== undefined && done > day ? day : done, won].filter((one) => one !== undefined)
  return days.sort().at(-1)
}

const joinedOn = (update: LastUpdate | undefined, { timeZone }: Workspace): LocalDate | undefined =>
  update && today(update.joined, timeZone)

/**
 * The forecast of the company, or of all the teams that they lead, as it stood at the end of the day, or now where that is not over, and a
 * week earlier. What is made up for later still tells of its own day.
 */
async function wholeOf(
  { roots, period, workspace, day, now }: Asked,
  { figures }: DigestNeeds,
): Promise<Pick<Digest['whole'], 'forecast' | 'lastForecast'>> {
  const subjects: readonly Subject[] = roots ? roots.map(({ id }) => ({ kind: 'team', team: id })) : [{ kind: 'company' }]
  const over = instantOf({ day: addDays(day, 1), time: localTime('00:00') }, workspace.timeZone)
  const looks = (since: Instant) =>
    Promise.all(
      subjects.map((subject) => figures.figures(workspace.id, workspace.version, subject, 'revenue', period, 0, { today: day, since })),
    )
  const sumOf = (found: readonly Figures[], when: 'now' | 'earlier'): bigint | undefined =>
    found.reduce<bigint | undefined>((sum, { outlook }) => {
      const then = outlook?.[when]
      return sum === undefined || !then ? undefined : sum + forecastOf(then, workspace.rules)
    }, 0n)
  if (over >= now) {
    const found = await looks(later(now, -aWeek))
    return { forecast: sumOf(found, 'now') ?? 0n, lastForecast: sumOf(found, 'earlier') }
  }
  return { forecast: sumOf(await looks(over), 'earlier') ?? 0n, lastForecast: sumOf(await looks(later(over, -aWeek)), 'earlier') }
}

/** How all of it stands: of several teams their sums, where each has a target. */
function wholeCourse(asked: Asked, won: bigint): Pick<Digest['whole'], 'won' | 'course'> {
  const { period, day, workspace, roots } = asked
  const targets = roots?.map(({ id }) => targetOf(asked, { kind: 'team', team: id })).filter((target) => target !== undefined)
  const target =
    targets === undefined
      ? targetOf(asked, { kind: 'company' })
      : targets.length === roots?.length
        ? targets.reduce((sum, one) => sum + one, 0n)
        : undefined
  return { won, course: standing(won, target, period, day, workspace.calendar, workspace.rules.thresholds) }
}
