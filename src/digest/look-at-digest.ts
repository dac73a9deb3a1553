// One look at everything that a manager's digest tells, as of a day.
import type { Member, Subject, Team, Workspace } from '../conversation/people.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import { diagnosisOf, peersIn, tracksOf } from '../diagnosis/look-at-tracks.ts'
import { noneClosed, stretchesTo, type Track } from '../diagnosis/track.ts'
import type { TrackStore } from '../diagnosis/track-store.ts'
import type { LeaderboardStore, SetTarget } from '../leaderboard/leaderboard-store.ts'
import type { FiguresStore } from '../progress/figures-store.ts'
import { aWeek, forecastOf, weighted } from '../progress/forecast.ts'
import { type Instant, later } from '../vocabulary/clock.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { type LocalDate, today } from '../vocabulary/local-date.ts'
import { standing } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { type InCharge, inCharge, lookedAfter } from '../workspaces/in-charge.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { apartOf, type Digest, leakOf, lossesByReason, type Rep, silentFor, type TeamLine } from './digest.ts'
import type { DigestStore, LastUpdate, OpenSum } from './digest-store.ts'

export interface DigestNeeds {
  readonly digests: DigestStore
  readonly tracks: TrackStore
  readonly leaderboards: Pick<LeaderboardStore, 'sums' | 'targets'>
  readonly figures: Pick<FiguresStore, 'figures'>
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams'>
}

/** The digest of whoever looks after somebody; undefined for everybody else. Rejects with `Stale` as its stores do. */
export async function digestFor(
  manager: MemberId,
  { workspace, day, now }: { readonly workspace: Workspace; readonly day: LocalDate; readonly now: Instant },
  needs: DigestNeeds,
): Promise<Digest | undefined> {
  const [members, teams] = await Promise.all([needs.workspaces.members(workspace.id), needs.workspaces.teams(workspace)])
  const charge = inCharge(members, teams).find((one) => one.manager.id === manager)
  const people = charge ? lookedAfter(charge, members) : []
  if (!charge || people.length === 0) return undefined
  const periods = countingPeriods(day, workspace.calendar)
  const targets = await needs.leaderboards.targets(workspace.id, 'revenue', periods)
  const asked: Asked = { charge, people, teams, targets, period: measured(charge, people, periods, targets), workspace, day, now }
  const [reps, whole, closings, sums] = await Promise.all([
    repsOf(asked, needs),
    wholeOf(asked, needs),
    needs.digests.closings(workspace.id, charge.teams && people.map(({ id }) => id), stretchesTo(day)),
    needs.digests.teamSums(workspace.id, { from: asked.period.from, to: upTo(asked.period, day) }),
  ])
  const lines = teamLines(asked, sums)
  const roots = charge.teams && rootsOf(charge, teams)
  return {
    manager: charge.manager,
    teams: lines,
    roots,
    day,
    week: periodOf('week', day, workspace.calendar),
    period: asked.period,
    reps: reps.reps,
    wonThisWeek: reps.wonThisWeek,
    whole: wholeCourse(asked, { roots, lines, won: reps.won, ...whole }),
    leak: leakOf(closings.recent.ways, closings.before.ways, workspace.rules),
    losses: lossesByReason(closings.recent.losses),
  }
}

interface Asked {
  readonly charge: InCharge
  readonly people: readonly Member[]
  readonly teams: readonly Team[]
  readonly targets: readonly SetTarget[]
  readonly period: Period
  readonly workspace: Workspace
  readonly day: LocalDate
  readonly now: Instant
}

const upTo = ({ to }: Period, day: LocalDate): LocalDate => (day < to ? day : to)

/** The first of the periods in which somebody whom it is about has a target; or else the quarter. */
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
  return periods.find((period) => targets.some((target) => isOf(target, period) && concerns(target))) ?? periods[0]
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
      const won = withTeamsBelow(team.id, teams).reduce((sum, id) => sum + (sums.get(id) ?? 0n), 0n)
      const target = targetOf({ charge, teams, workspace, ...asked }, { kind: 'team', team: team.id })
      return { team, won, course: standing(won, target, asked.period, asked.day, calendar, rules.thresholds) }
    })
}

async function repsOf(asked: Asked, needs: DigestNeeds) {
  const { charge, people, period, workspace, day } = asked
  const { calendar, rules } = workspace
  const ids = charge.teams && people.map(({ id }) => id)
  const week = periodOf('week', day, calendar)
  const won = { from: period.from, to: upTo(period, day) }
  const [sums, tracks, open, updates] = await Promise.all([
    needs.leaderboards.sums(workspace, 'revenue', undefined, [won, { from: week.from, to: upTo(week, day) }]),
    tracksOf(people, workspace, stretchesTo(day), needs.tracks),
    needs.digests.open(workspace.id, ids, { period, today: day }),
    needs.digests.lastUpdates(workspace.id, ids),
  ])
  const own = new Map(sums.members.map(({ member, sums: each }) => [member.id, each]))
  const deals = new Map<MemberId, OpenSum[]>()
  for (const one of open) deals.set(one.member, [...(deals.get(one.member) ?? []), one])
  const targets = new Map(
    asked.targets.flatMap((target) =>
      isOf(target, period) && target.subject.kind === 'member' ? [[target.subject.member, target.value] as const] : [],
    ),
  )
  const peers = peersIn(people, tracks)
  const reps = people.map((member): Rep => {
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
      track: tracks.get(member.id)?.recent ?? noTrack,
      diagnosis: diagnosisOf(member, tracks, peers, workspace),
    }
  })
  const [all = 0n, inWeek = 0n] = sums.whole
  const theirs = people.reduce((sum, { id }) => sum + (own.get(id)?.[1] ?? 0n), 0n)
  return { reps, won: all, wonThisWeek: charge.teams ? theirs : inWeek }
}

const noTrack: Track = { ...noneClosed, days: 0, activities: new Map() }

const closing = (open: readonly OpenSum[]) => open.map(({ stage, closing: minor }) => ({ stage, count: 0, minor }))

function latestDay(update: LastUpdate | undefined, { timeZone }: Workspace, day: LocalDate): LocalDate | undefined {
  const done = update?.at === undefined ? undefined : today(update.at, timeZone)
  const days = [done, update?.won].filter((one) => one !== undefined && one <= day)
  return days.sort().at(-1)
}

const joinedOn = (update: LastUpdate | undefined, { timeZone }: Workspace): LocalDate | undefined =>
  update && today(update.joined, timeZone)

/** The forecast of the company, or of all the teams that they lead, as it stands and as it stood a week ago; without what is won. */
async function wholeOf({ charge, teams, period, workspace, day, now }: Asked, { figures }: DigestNeeds) {
  const subjects: readonly Subject[] = charge.teams
    ? rootsOf(charge, teams).map(({ id }) => ({ kind: 'team', team: id }))
    : [{ kind: 'company' }]
  const asOf = { today: day, since: later(now, -aWeek) }
  const found = await Promise.all(
    subjects.map((subject) => figures.figures(workspace.id, workspace.version, subject, 'revenue', period, 0, asOf)),
  )
  let forecast = 0n
  let lastForecast: bigint | undefined = 0n
  for (const { outlook } of found) {
    if (!outlook) continue
    forecast += forecastOf(outlook.now, workspace.rules)
    lastForecast = outlook.earlier && lastForecast !== undefined ? lastForecast + forecastOf(outlook.earlier, workspace.rules) : undefined
  }
  return { forecast, lastForecast }
}

/** How all of it stands: of several teams their sums, where each has a target. */
function wholeCourse(
  asked: Asked,
  {
    roots,
    lines,
    won,
    forecast,
    lastForecast,
  }: {
    readonly roots: readonly Team[] | undefined
    readonly lines: readonly TeamLine[]
    readonly won: bigint
    readonly forecast: bigint
    readonly lastForecast: bigint | undefined
  },
): Digest['whole'] {
  const { period, day, workspace } = asked
  const own = lines.filter(({ team }) => roots?.some(({ id }) => id === team.id))
  const targets = roots?.map(({ id }) => targetOf(asked, { kind: 'team', team: id })).filter((target) => target !== undefined)
  const target =
    targets === undefined
      ? targetOf(asked, { kind: 'company' })
      : targets.length === own.length
        ? targets.reduce((sum, one) => sum + one, 0n)
        : undefined
  const actual = roots ? own.reduce((sum, line) => sum + line.won, 0n) : won
  const course = standing(actual, target, period, day, workspace.calendar, workspace.rules.thresholds)
  return { won: actual, course, forecast, lastForecast }
}
