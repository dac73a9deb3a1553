// One look at how somebody stands: whose, which metric, which period, and the figures behind it.
import type { Request } from '../conversation/request.ts'
import { countingPeriods } from '../deals/counting-periods.ts'
import type { Subject } from '../targets/target.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { type Metric, metrics } from '../vocabulary/metrics.ts'
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
  /** The member's name; undefined for the company. */
  readonly name: string | undefined
  readonly figures: Figures
}

export interface ReportNeeds {
  readonly figures: FiguresStore
  readonly workspaces: Pick<WorkspaceStore, 'member'>
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
  const member =
    subject.kind === 'company' ? undefined : subject.member === speaker.id ? speaker : await workspaces.member(workspace.id, subject.member)
  if (subject.kind === 'member' && !member) return undefined
  return {
    ...topic,
    name: member?.name,
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

/** A topic as a button carries it: `12:revenue:2026-Q4`, `company:deals:2026`. */
export const topicKey = ({ subject, metric, period }: Topic): string =>
  `${subject.kind === 'company' ? 'company' : subject.member}:${metric}:${periodKey(period)}`

/** What a button carried, the period still as its key: which days it means depends on the workspace's calendar. */
export interface TypedTopic {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: string
}

export function readTopic(value: string): TypedTopic | undefined {
  const [, who, typedMetric, period] = /^(company|\d{1,9}):([a-z]+):([A-Z0-9-]{4,12})$/.exec(value) ?? []
  const metric = metrics.find((one) => one === typedMetric)
  if (who === undefined || !metric || period === undefined) return undefined
  return { subject: who === 'company' ? { kind: 'company' } : { kind: 'member', member: asId<MemberId>(Number(who)) }, metric, period }
}

/** Undefined for a period that does not exist. */
export function topicOf(typed: TypedTopic, { workspace }: Request): Topic | undefined {
  const period = periodFromKey(typed.period, workspace.calendar)
  return period && { ...typed, period }
}
