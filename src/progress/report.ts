// One look at how somebody stands: whose, which metric, which period, and the figures behind it.

import type { Subject } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import { asId, type MemberId, type TeamId } from '../vocabulary/ids.ts'
import { type Metric, metricNamed } from '../vocabulary/metrics.ts'
import { type Period, periodFromKey, periodKey } from '../vocabulary/period.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { Figures, FiguresStore } from './figures-store.ts'

/** What a report is about. */
export interface Topic {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
}

export interface Report extends Topic {
  /** The member's or team's name; undefined for the company. */
  readonly name: string | undefined
  readonly figures: Figures
}

export interface ReportNeeds {
  readonly figures: FiguresStore
  readonly workspaces: Pick<WorkspaceStore, 'member' | 'teams'>
}

/** How many of the last deals a report shows. */
const lastDeals = 3

/** Undefined when the topic's member is none of this workspace. */
export async function report(
  topic: Topic,
  { workspace, speaker }: Request,
  { figures, workspaces }: ReportNeeds,
): Promise<Report | undefined> {
  const { subject, metric, period } = topic
  const named =
    subject.kind === 'team'
      ? (await workspaces.teams(workspace)).find(({ id }) => id === subject.team)
      : subject.kind === 'company' || subject.member === speaker.id
        ? speaker
        : await workspaces.member(workspace.id, subject.member)
  if (!named) return undefined
  return {
    ...topic,
    name: subject.kind === 'company' ? undefined : named.name,
    figures: await figures.figures(workspace.id, workspace.version, subject, metric, period, lastDeals),
  }
}

/**
 * The report of the period that the subject is measured by: of the quarter, the month and the year that run, the first with a target, or
 * the quarter. The echo of a win chooses in the same way.
 */
export async function runningReport(topic: Omit<Topic, 'period'>, request: Request, needs: ReportNeeds): Promise<Report | undefined> {
  const periods = countingPeriods(request.today, request.workspace.calendar)
  const first = await report({ ...topic, period: periods[0] }, request, needs)
  if (!first || first.figures.target) return first
  for (const period of periods.slice(1)) {
    const next = await report({ ...topic, period }, request, needs)
    if (next?.figures.target) return next
  }
  return first
}

/** A topic as a button carries it: `12:revenue:2026-Q4`, `t3:calls:2026-W47`, `company:deals:2026`. */
export const topicKey = ({ subject, metric, period }: Topic): string => `${subjectCode(subject)}:${metric}:${periodKey(period)}`

const subjectCode = (subject: Subject): string =>
  subject.kind === 'company' ? 'company' : subject.kind === 'team' ? `t${subject.team}` : String(subject.member)

/** What a button carried, metric and period still as they are called: what they mean depends on the workspace. */
export interface TypedTopic {
  readonly subject: Subject
  readonly metric: string
  readonly period: string
}

export function readTopic(value: string): TypedTopic | undefined {
  const [, team, member, metric, period] = /^(?:company|t(\d{1,9})|(\d{1,9})):([^:]{1,60}):([A-Z0-9-]{4,12})$/.exec(value) ?? []
  if (metric === undefined || period === undefined) return undefined
  if (team !== undefined) return { subject: { kind: 'team', team: asId<TeamId>(Number(team)) }, metric, period }
  return {
    subject: member === undefined ? { kind: 'company' } : { kind: 'member', member: asId<MemberId>(Number(member)) },
    metric,
    period,
  }
}

/** Undefined for a period that does not exist, and a metric that is not counted any more. */
export function topicOf(typed: TypedTopic, { workspace }: Request): Topic | undefined {
  const period = periodFromKey(typed.period, workspace.calendar)
  const metric = metricNamed(typed.metric, workspace.rules.activityKinds)
  return period && metric && { ...typed, metric, period }
}
