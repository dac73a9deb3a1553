// One look at everything that the agenda of a 1:1 tells.

import type { ActivityStore } from '../activities/activity-store.ts'
import type { Member, Workspace } from '../conversation/people.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import type { StoryStore } from '../deals/story-store.ts'
import { leastDays } from '../diagnosis/diagnosis.ts'
import { diagnosisOf, peersIn, tracksOf } from '../diagnosis/look-at-tracks.ts'
import { stretchesTo } from '../diagnosis/track.ts'
import type { TrackStore } from '../diagnosis/track-store.ts'
import type { Figures, FiguresStore } from '../progress/figures-store.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { localTime } from '../vocabulary/local-time.ts'
import { standing } from '../vocabulary/pace.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { instantOf } from '../vocabulary/wall-clock.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { AgendaStore } from './agenda-store.ts'
import { movesOf, type OneToOne } from './one-to-one.ts'
import type { OneToOneStore } from './one-to-one-store.ts'

export interface OneToOneNeeds {
  readonly agenda: Pick<AgendaStore, 'open' | 'items'>
  readonly oneToOnes: Pick<OneToOneStore, 'changedDeals' | 'doneSince'>
  readonly activities: Pick<ActivityStore, 'totals'>
  readonly figures: Pick<FiguresStore, 'figures'>
  readonly stories: Pick<StoryStore, 'of'>
  readonly tracks: TrackStore
  readonly workspaces: Pick<WorkspaceStore, 'members'>
}

/** So many wins are told. */
const lastWins = 3

/** Undefined for who is not there (any more). Rejects with `Stale` as its stores do. */
export async function lookAtOneToOne(
  rep: MemberId,
  { workspace, day }: { readonly workspace: Workspace; readonly day: LocalDate },
  needs: OneToOneNeeds,
): Promise<OneToOne | undefined> {
  const members = (await needs.workspaces.members(workspace.id)).filter(({ hasLeft }) => !hasLeft)
  const member = members.find(({ id }) => id === rep)
  if (!member) return undefined
  const { calendar, rules } = workspace
  const since = addDays(day, -7)
  const began = instantOf({ day: since, time: localTime('00:00') }, workspace.timeZone)
  const lastWeek = periodOf('week', addDays(day, -7), calendar)
  const circle = { with: rep }
  const team = members.filter((one) => one.team === member.team && (one.role === 'rep' || one.role === 'lead' || one.id === rep))
  const stretches = stretchesTo(day)
  const [{ period, figures }, changed, totals, now, then, open, done] = await Promise.all([
    measured(member, workspace, day, needs),
    needs.oneToOnes.changedDeals(workspace.id, rep, began),
    needs.activities.totals(workspace.id, { kind: 'member', member: rep }, lastWeek, rules.activityKinds),
    tracksOf(team, workspace, stretches.recent, needs.tracks),
    tracksOf([member], workspace, stretches.before, needs.tracks),
    needs.agenda.open(workspace.id, circle),
    needs.oneToOnes.doneSince(workspace.id, rep, began),
  ])
  const [stories, doneItems] = await Promise.all([
    needs.stories.of(
      workspace.id,
      figures.last.map(({ number }) => number),
    ),
    needs.agenda.items(workspace.id, done),
  ])
  const told = new Map(stories.map(({ number, text }) => [number, text]))
  const before = then.get(rep)
  const worked = workingDays(lastWeek.from, lastWeek.to, ownDays(calendar, member, rules.ramp))
  return {
    rep: member,
    day,
    since,
    period,
    won: figures.actual,
    course: standing(figures.actual, figures.target?.value, period, day, ownDays(calendar, member, rules.ramp), rules.thresholds),
    moves: movesOf(changed, rep, rules),
    activities: rules.activityKinds.flatMap((kind) => {
      const count = Number(totals.get(kind) ?? 0n)
      const rate = before && before.days >= leastDays ? (before.activities.get(kind) ?? 0) / before.days : 0
      const usual = Math.round(10 * rate * worked) / 10
      return count === 0 && usual === 0 ? [] : [{ kind, count, usual }]
    }),
    logs: worked > 0 && [...now.values(), ...then.values()].some(({ activities }) => [...activities.values()].some((count) => count > 0)),
    wins: figures.last.map((deal) => ({ deal, story: told.get(deal.number) })),
    open,
    done: doneItems,
    diagnosis: diagnosisOf(member, { now, then, peers: peersIn(team, now)(member) }, workspace),
    lookedAt: stretches.recent,
  }
}

/** The figures of the first period in which they have a target; or else of the quarter. */
async function measured(
  member: Member,
  workspace: Workspace,
  day: LocalDate,
  { figures }: Pick<OneToOneNeeds, 'figures'>,
): Promise<{ readonly period: Period; readonly figures: Figures }> {
  const subject = { kind: 'member' as const, member: member.id }
  const periods = countingPeriods(day, workspace.calendar)
  const looked = await Promise.all(
    periods.map(async (period) => ({
      period,
      figures: await figures.figures(workspace.id, workspace.version, subject, 'revenue', period, lastWins),
    })),
  )
  const [first] = looked
  const found = looked.find((one) => one.figures.target) ?? first
  if (!found) throw new Error('There is no period to look at')
  return found
}
