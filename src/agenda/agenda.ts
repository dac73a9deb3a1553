// A meeting's agenda: what changed since the last one, what is open, and what people want to talk about.
import type { Member, Workspace } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import type { StoryStore } from '../deals/story-store.ts'
import { stuckLimits, typicalDays } from '../pipeline/pipeline.ts'
import type { PipelineStore } from '../pipeline/pipeline-store.ts'
import type { FiguresStore } from '../progress/figures-store.ts'
import type { DealNumber, MemberId } from '../vocabulary/ids.ts'
import { addDays, addMonths, daysBetween, type LocalDate } from '../vocabulary/local-date.ts'
import { localTime } from '../vocabulary/local-time.ts'
import { periodOf } from '../vocabulary/period.ts'
import { instantOf } from '../vocabulary/wall-clock.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { AgendaItem, Circle } from './agenda-item.ts'
import type { AgendaStore } from './agenda-store.ts'
import { type Meeting, type PostedAgenda, standsOn, untouched } from './meeting.ts'
import type { DealEvents, MeetingStore } from './meeting-store.ts'
import { type Score, scoreOf } from './score.ts'
import { speakerOf } from './speaker.ts'

export interface StuckLine {
  readonly deal: Deal
  /** Days in its stage on the day of the meeting. */
  readonly days: number
  readonly typical: number | undefined
}

export interface Agenda {
  readonly circle: Circle
  /** Undefined: the company's. */
  readonly team: string | undefined
  readonly meeting: Meeting
  /** The next one has come: what was not ended is over all the same. */
  readonly isPast: boolean
  /** The day of the meeting that it looks back to. */
  readonly since: LocalDate
  readonly score: Score
  readonly events: DealEvents
  readonly stuck: { readonly deals: readonly StuckLine[]; readonly count: number }
  /** Who tells their win, and which. */
  readonly speaker: MemberId | undefined
  readonly stories: ReadonlyMap<DealNumber, string>
  /** What is open for this meeting, and what became of something in it; by number. */
  readonly items: readonly AgendaItem[]
  /** Everybody who has not left. */
  readonly people: ReadonlyMap<MemberId, Member>
}

export interface AgendaNeeds {
  readonly agenda: Pick<AgendaStore, 'open' | 'items' | 'posted' | 'speakers'>
  readonly meetings: MeetingStore
  readonly pipeline: Pick<PipelineStore, 'sums' | 'stuck'>
  readonly figures: Pick<FiguresStore, 'figures'>
  readonly stories: Pick<StoryStore, 'of'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'members'>
}

/** In days: an agenda looks back no farther, and so far where there was none before. */
const farthest = 28
const aWeek = 7
/** So many of the largest deals of each kind are looked at. */
const largest = 50
/** What is typical in a stage is learnt from so many months; what has been in one for longer is seldom worth a team's time. */
const monthsBack = 6

/** The agenda of the last meeting before a day that was not skipped. */
const lastBefore = (posted: readonly PostedAgenda[], day: LocalDate): PostedAgenda | undefined =>
  posted.find((one) => one.day < day && one.meeting.state !== 'skipped')

/** The day of the last meeting that was not skipped, or a week before. */
export function lookingBack(posted: readonly PostedAgenda[], day: LocalDate): LocalDate {
  const last = lastBefore(posted, day)
  const earliest = addDays(day, -farthest)
  if (!last) return addDays(day, -aWeek)
  return last.day > earliest ? last.day : earliest
}

/** The agenda of a circle's meeting on a day; undefined where its team is none of the workspace. Rejects with `Stale` as its stores do. */
export async function agendaOf(circle: Circle, day: LocalDate, workspace: Workspace, needs: AgendaNeeds): Promise<Agenda | undefined> {
  const { workspaces, agenda, meetings, stories } = needs
  const teams = await workspaces.teams(workspace)
  const team = teams.find(({ id }) => id === circle.team)
  if (circle.team !== undefined && !team) return undefined
  const [posted, members, told] = await Promise.all([
    agenda.posted(workspace.id, circle),
    workspaces.members(workspace.id),
    agenda.speakers(workspace.id, circle, day),
  ])
  const came = posted.find((one) => one.day === day)
  const meeting = came?.meeting ?? untouched(circle.team, day)
  const since = lookingBack(posted, day)
  const last = lastBefore(posted, day)
  const start = (of: LocalDate) => instantOf({ day: of, time: localTime('00:00') }, workspace.timeZone)
  const [score, events, stuck, items] = await Promise.all([
    scoreOf(circle, day, workspace, needs),
    meetings.events({
      workspace: workspace.id,
      teams: team && withTeamsBelow(team.id, teams),
      since,
      day,
      // Who logs Friday's win on Monday morning, after the agenda, has it on the next one.
      late: last && { from: addDays(since, -aWeek), seen: last.meeting.startedAt ?? last.at },
      between: { from: start(since), before: start(day) },
      closingTo: periodOf('week', day, workspace.calendar).to,
      take: largest,
    }),
    stuckOf(circle, day, workspace, needs),
    itemsOf(circle, { meeting, came }, workspace, needs),
  ])
  const people = new Map(members.filter(({ hasLeft }) => !hasLeft).map((member) => [member.id, member]))
  const shown = shownWins(events.wins.deals, people)
  const winners = [...new Set(shown.map(({ owner }) => owner))]
  const tales = await stories.of(
    workspace.id,
    shown.map(({ number }) => number),
  )
  return {
    circle,
    team: team?.name,
    meeting,
    isPast: (posted[0]?.day ?? day) > day,
    since,
    score,
    events: { ...events, wins: { ...events.wins, deals: shown } },
    stuck,
    speaker: meeting.speaker !== undefined && winners.includes(meeting.speaker) ? meeting.speaker : speakerOf(winners, told),
    stories: new Map(tales.map(({ number, text }) => [number, text])),
    items,
    people,
  }
}

/** Nobody who has left, and nobody who does not want to stand out. */
const shownWins = (wins: readonly Deal[], people: ReadonlyMap<MemberId, Member>): readonly Deal[] =>
  wins.filter(({ owner }) => people.get(owner)?.offBoards === false)

async function stuckOf(circle: Circle, day: LocalDate, workspace: Workspace, { pipeline }: AgendaNeeds): Promise<Agenda['stuck']> {
  const subject = circle.team === undefined ? ({ kind: 'company' } as const) : ({ kind: 'team', team: circle.team } as const)
  const asked = { workspace: workspace.id, version: workspace.version, subject, period: undefined }
  const back = addMonths(day, -monthsBack)
  const sums = await pipeline.sums({ ...asked, today: day, closedFrom: day, leftFrom: back })
  const limits = stuckLimits(sums, workspace.rules, day)
  const { deals, count } = await pipeline.stuck({
    ...asked,
    limits,
    largestSince: back,
    seen: { everybody: true },
    page: { skip: 0, take: largest },
  })
  return {
    count,
    deals: deals.map(({ deal }) => ({
      deal,
      days: deal.stageSince === undefined ? 0 : daysBetween(deal.stageSince, day),
      typical: typicalDays(sums.stays, deal.stage ?? ''),
    })),
  }
}

/** What is open for the meeting, with what was dealt with in it; all that is open where its agenda is still to come. */
async function itemsOf(
  circle: Circle,
  { meeting, came }: { readonly meeting: Meeting; readonly came: PostedAgenda | undefined },
  workspace: Workspace,
  { agenda }: AgendaNeeds,
): Promise<readonly AgendaItem[]> {
  const { done, carried, assigned } = meeting.minutes
  const touched = [...done, ...carried, ...assigned].filter((point) => typeof point === 'number')
  const isOver = meeting.state === 'ended'
  const [open, found] = await Promise.all([agenda.open(workspace.id, circle), agenda.items(workspace.id, [...new Set(touched)])])
  const own = found.filter((item) => item.circle.team === circle.team && item.circle.with === undefined)
  // Of a meeting that is over only what was dealt with in it: what came up since belongs to the next.
  const all = [...(isOver ? [] : open.filter((item) => came === undefined || standsOn(item, came))), ...own]
  return [...new Map(all.map((item) => [item.number, item])).values()].sort((a, b) => a.number - b.number)
}
