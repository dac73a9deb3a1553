// One look at how somebody stands: whose, which metric, which period, and the figures behind it.
import { type NamedSubject, type Subject, subjectOf } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import { later } from '../vocabulary/clock.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { type Metric, metricNamed } from '../vocabulary/metrics.ts'
import { type Course, standing as standingOf } from '../vocabulary/pace.ts'
import { type Period, periodFromKey, periodKey } from '../vocabulary/period.ts'
import { type OwnDays, ownDays } from '../vocabulary/ramp.ts'
import { reaches, withinReach } from '../workspaces/within-reach.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { Figures, FiguresStore, Parts } from './figures-store.ts'
import { aWeek } from './forecast.ts'

/** What a report is about. */
export interface Topic {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
}

export interface Report extends Topic {
  readonly named: NamedSubject
  readonly figures: Figures
  /** Of a team and of the company: whom the figures come from. */
  readonly parts: Parts | undefined
}

export interface ReportNeeds {
  readonly figures: Pick<FiguresStore, 'figures' | 'parts'>
  readonly workspaces: Pick<WorkspaceStore, 'member' | 'teams'>
}

/** How many of the last deals a report shows. */
const lastDeals = 3

/** Undefined when there is no such member or team in this workspace. */
export async function namedIn(
  subject: Subject,
  { workspace, speaker }: Pick<Request, 'workspace' | 'speaker'>,
  { workspaces }: Pick<ReportNeeds, 'workspaces'>,
): Promise<NamedSubject | undefined> {
  if (subject.kind === 'company') return subject
  if (subject.kind === 'team') {
    const team = (await workspaces.teams(workspace)).find(({ id }) => id === subject.team)
    return team && { kind: 'team', team }
  }
  const member = subject.member === speaker.id ? speaker : await workspaces.member(workspace.id, subject.member)
  return member && { kind: 'member', member }
}

/** How much of a report is wanted: `a week ago`: its forecast as it stood then too, but not who a team's or the company's come from. */
type Wanted = 'who' | 'a week ago'

/** The report of a subject that is known; a member's takes one look into the database. */
export async function report(
  named: NamedSubject,
  { metric, period }: Pick<Topic, 'metric' | 'period'>,
  request: Pick<Request, 'workspace' | 'speaker' | 'now' | 'today'>,
  needs: ReportNeeds,
  wanted: Wanted = 'who',
): Promise<Report> {
  const { workspace, now, today } = request
  const subject = subjectOf(named)
  const asOf = wanted === 'who' ? { today } : { today, since: later(now, -aWeek) }
  const [figures, parts] = await Promise.all([
    needs.figures.figures(workspace.id, workspace.version, subject, metric, period, lastDeals, asOf),
    subject.kind === 'member' || wanted === 'a week ago' ? undefined : partsSeen(subject, { metric, period }, request, needs),
  ])
  return { subject, named, metric, period, figures, parts }
}

/** Who does not want to stand on boards is in no list, but for those who lead them and themselves. */
async function partsSeen(
  subject: Exclude<Subject, { kind: 'member' }>,
  { metric, period }: Pick<Topic, 'metric' | 'period'>,
  request: Pick<Request, 'workspace' | 'speaker'>,
  { figures, workspaces }: ReportNeeds,
): Promise<Parts> {
  const [parts, teams] = await Promise.all([figures.parts(request.workspace, subject, metric, period), workspaces.teams(request.workspace)])
  const within = withinReach(request, 'see deals', teams)
  return { ...parts, members: parts.members.filter(({ member }) => !member.offBoards || reaches(within, member.id, member.team)) }
}

/**
 * The report of the period that the subject is measured by: of the quarter, the month and the year that run, the first with a target, or
 * the quarter. The echo of a win chooses in the same way.
 */
export async function runningReport(
  named: NamedSubject,
  metric: Metric,
  request: Request,
  needs: ReportNeeds,
  wanted: Wanted = 'who',
): Promise<Report> {
  const periods = countingPeriods(request.today, request.workspace.calendar)
  const first = await report(named, { metric, period: periods[0] }, request, needs, wanted)
  if (first.figures.target) return first
  for (const period of periods.slice(1)) {
    const next = await report(named, { metric, period }, request, needs, wanted)
    if (next.figures.target) return next
  }
  return first
}

/** Whose report it is, as a headline says it. */
export const nameIn = ({ named }: Pick<Report, 'named'>, { say }: Pick<Request, 'say'>): string =>
  named.kind === 'company' ? say.plain('progress.company') : named.kind === 'team' ? named.team.name : named.member.name

/** The days that a subject works: a member's are without their leave, with their ramp. */
export const daysWorkedBy = (named: NamedSubject, { workspace }: Pick<Request, 'workspace'>): OwnDays =>
  named.kind === 'member' ? ownDays(workspace.calendar, named.member, workspace.rules.ramp) : workspace.calendar

/** The arithmetic of a subject's figures, as of the request's day. */
export const courseOf = (
  named: NamedSubject,
  { actual, target }: { readonly actual: bigint; readonly target: bigint | undefined },
  period: Period,
  request: Pick<Request, 'workspace' | 'today'>,
): Course => standingOf(actual, target, period, request.today, daysWorkedBy(named, request), request.workspace.rules.thresholds)

export const standingIn = ({ named, figures, period }: Report, request: Pick<Request, 'workspace' | 'today'>): Course =>
  courseOf(named, { actual: figures.actual, target: figures.target?.value }, period, request)

/** A topic as a button carries it: `12:revenue:2026-Q4`, `t3:calls:2026-W47`, `company:deals:2026`; of a list's later page with what it skips. */
export const topicKey = ({ subject, metric, period }: Topic, skip = 0): string =>
  `${subjectCode(subject)}:${metric}:${periodKey(period)}${skip > 0 ? `:${skip}` : ''}`

const subjectCode = (subject: Subject): string =>
  subject.kind === 'company' ? 'company' : subject.kind === 'team' ? `t${subject.team}` : String(subject.member)

/** What a button carried, metric and period still as they are called: what they mean depends on the workspace. */
export interface TypedTopic {
  readonly subject: Subject
  readonly metric: string
  readonly period: string
  readonly skip: number
}

export function readTopic(value: string): TypedTopic | undefined {
  const [, team, member, metric, period, skip] =
    /^(?:company|t(\d{1,9})|(\d{1,9})):([^:]{1,60}):([A-Z0-9-]{4,12})(?::(\d{1,6}))?$/.exec(value) ?? []
  if (metric === undefined || period === undefined) return undefined
  const rest = { metric, period, skip: Number(skip ?? 0) }
  if (team !== undefined) return { subject: { kind: 'team', team: asId<TeamId>(Number(team)) }, ...rest }
  return { subject: member === undefined ? { kind: 'company' } : { kind: 'member', member: asId<MemberId>(Number(member)) }, ...rest }
}

/** Undefined for a period that does not exist, a metric that is not counted any more, and a subject that is not there. */
export async function reportOf(
  typed: TypedTopic,
  request: Request,
  needs: ReportNeeds,
  wanted: Wanted = 'who',
): Promise<Report | undefined> {
  const { workspace } = request
  const period = periodFromKey(typed.period, workspace.calendar)
  const metric = metricNamed(typed.metric, workspace.rules.activityKinds)
  const named = period && metric && (await namedIn(typed.subject, request, needs))
  return named && report(named, { metric, period }, request, needs, wanted)
}
