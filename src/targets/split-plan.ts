// A split as it stands now: asked for in words, decided on what is in force, and kept while somebody looks at it.
import { z } from 'zod'
import { Complaint } from '../conversation/complaint.ts'
import type { Subject } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { type Metric, metricNamed } from '../vocabulary/metrics.ts'
import { decimalsOf } from '../vocabulary/money.ts'
import { type Period, periodFromKey, periodKey, subPeriods } from '../vocabulary/period.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { bySubject } from './assignment.ts'
import { whyNeeded } from './reason.ts'
import {
  historyOf,
  type Into,
  intoPeriods,
  intoWhom,
  isSmaller,
  type Measure,
  type Part,
  type Plan,
  periodsOf,
  planSplit,
  type Split,
  takers,
} from './split.ts'
import { subjectKey, subjectOfKey, type Target, targetKey } from './target.ts'
import { metricValue, nameIn } from './target-message.ts'
import type { TargetStore } from './target-store.ts'
import { nodeOf, type TargetNode, targetTree } from './target-tree.ts'

/** What was asked for: all that is kept of a preview, so that it is decided anew when somebody says yes. */
export interface Asked {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
  readonly into: Into
  readonly measure: Measure
  readonly reason: string | undefined
}

export interface PlanNeeds {
  readonly targets: Pick<TargetStore, 'inForce' | 'reached'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'members'>
}

/** A part beside what stands. */
export interface PlannedPart extends Part {
  readonly before: Target | undefined
}

export interface Planned extends Omit<Plan, 'parts'> {
  readonly asked: Asked
  readonly top: TargetNode
  readonly node: TargetNode
  /** The target that is divided. */
  readonly whole: Target
  readonly parts: readonly PlannedPart[]
  /** Those that change something. */
  readonly changes: readonly PlannedPart[]
  /** Some change takes a reason that was not given: the first one that does says why. */
  readonly why: 'over' | 'begun' | undefined
  /** The same for the same plan: what was looked at is what is set. */
  readonly print: string
}

/** Decides on a split as things stand. Throws a complaint where it cannot be done. */
export async function planOf(asked: Asked, request: Request, { targets, workspaces }: PlanNeeds): Promise<Planned> {
  const { workspace, today, say } = request
  const { calendar, rules, currency } = workspace
  const { subject, metric, period, into } = asked
  const kind = periodsOf(into)
  if (kind && !isSmaller(kind, period.kind)) throw new Complaint('target.split-smaller', { period: say.period(period), into })
  const history = asked.measure.by === 'last year' ? historyOf({ period, into, calendar }) : []
  const [teams, members, standing, ofParts, reached] = await Promise.all([
    workspaces.teams(workspace),
    workspaces.members(workspace.id),
    targets.inForce(workspace.id, metric, period),
    kind ? Promise.all(subPeriods(kind, period, calendar).map((one) => targets.inForce(workspace.id, metric, one))) : [],
    Promise.all(history.map(async (one) => [periodKey(one), await targets.reached(workspace.id, metric, one)] as const)),
  ])
  const top = targetTree(teams, members)
  const node = nodeOf(top, subject)
  if (!node) throw new Complaint('target.nobody')
  const inForce = bySubject(standing)
  const whole = inForce.get(subjectKey(subject))
  if (!whole) throw nothingToSplit(asked, node, request)
  const unit = metric === 'revenue' ? 10n ** BigInt(decimalsOf(currency)) : 1n
  const measure = withinPeriod(asked, calendar)
  const split: Split = {
    node,
    value: whole.value,
    period,
    into,
    measure,
    inForce,
    lastYear: new Map(reached),
    unit,
    calendar,
    rules,
  }
  refuseStrangers(split, request)
  const plan = planSplit(split)
  if (!plan) throw new Complaint(into === 'teams' ? 'target.split-no-teams' : 'target.split-nobody', { name: nameIn(node.name, request) })
  const stands = new Map([...standing, ...ofParts.flat()].map((target) => [targetKey(target), target]))
  const parts = plan.parts.map((part): PlannedPart => {
    return { ...part, before: stands.get(targetKey({ subject: part.node.subject, metric, period: part.period })) }
  })
  const changes = parts.filter(({ before, value }) => (before?.value ?? 0n) !== value)
  const whys = changes.map(({ before, value, period: own }) => whyNeeded(before?.value, value === 0n ? undefined : value, own, today))
  return {
    ...plan,
    asked,
    top,
    node,
    whole,
    parts,
    changes,
    why: asked.reason === undefined ? whys.find((one) => one !== undefined) : undefined,
    print: printOf(parts),
  }
}

/** Weights of periods as they are called within the one that is split: `november` of next year's months is next year's. */
function withinPeriod({ measure, into, period }: Asked, calendar: FiscalCalendar): Measure {
  const kind = periodsOf(into)
  if (measure.by !== 'weight' || !kind) return measure
  const known = subPeriods(kind, period, calendar).map(periodKey)
  const named = (key: string): string => (known.includes(key) ? key : (known.find((one) => one.slice(4) === key.slice(4)) ?? key))
  return { by: 'weight', weights: new Map([...measure.weights].map(([key, weight]) => [named(key), weight])) }
}

/** A weight for whom or what has no part is a mistake. */
function refuseStrangers(split: Split, request: Request): void {
  const { measure, node, into, period, calendar } = split
  if (measure.by !== 'weight') return
  const name = nameIn(node.name, request)
  if (into === 'everyone') throw new Complaint('target.split-weight-levels')
  const kind = periodsOf(into)
  const known = kind ? subPeriods(kind, period, calendar).map(periodKey) : takers(node, split).map(({ subject }) => subjectKey(subject))
  const among = kind ? known : takers(node, split).map((one) => one.name ?? '')
  for (const key of measure.weights.keys()) {
    if (!known.includes(key)) throw new Complaint('target.split-stranger', { name, known: among.slice(0, 12).join(', ') })
  }
}

function nothingToSplit({ metric, period }: Asked, node: TargetNode, request: Request): Complaint {
  const name = nameIn(node.name, request)
  const whom = node.subject.kind === 'company' ? 'company' : `"${node.name}"`
  const value = metric === 'revenue' ? '1.2m' : `120 ${metric}`
  return new Complaint(
    'target.split-what',
    { name, period: request.say.period(period) },
    { example: `/target set ${whom} ${value} ${periodKey(period)}` },
  )
}

/** FNV-1a, 32 bits, of every part and what it replaces: enough to notice that something else would be set than was shown. */
function printOf(parts: readonly PlannedPart[]): string {
  const text = parts
    .map(({ node, period, value, before }) => [subjectKey(node.subject), period.from, value, before?.value].join())
    .join(';')
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** `the company, 2026, $1,200,000` */
export const wholeOf = ({ node, whole, asked }: Planned, request: Request) => ({
  name: nameIn(node.name, request),
  period: request.say.period(asked.period),
  value: metricValue(whole.value, asked.metric, request),
})

const kept = z.object({
  subject: z.string(),
  metric: z.string(),
  period: z.string(),
  into: z.enum([...intoWhom, ...intoPeriods]),
  by: z.enum(['even', 'last year', 'weight']),
  weights: z.array(z.tuple([z.string(), z.number()])),
  reason: z.string().optional(),
})

export const keptText = ({ subject, metric, period, into, measure, reason }: Asked): string =>
  JSON.stringify({
    subject: subjectKey(subject),
    metric,
    period: periodKey(period),
    into,
    by: measure.by,
    weights: measure.by === 'weight' ? [...measure.weights] : [],
    reason,
  } satisfies z.infer<typeof kept>)

/** The inverse of `keptText`; undefined where the period or the metric is none any more. */
export function askedIn(text: string, { workspace }: Pick<Request, 'workspace'>): Asked | undefined {
  const { subject, metric: name, period: key, into, by, weights, reason } = kept.parse(JSON.parse(text))
  const period = periodFromKey(key, workspace.calendar)
  const metric = metricNamed(name, workspace.rules.activityKinds)
  if (!period || !metric) return undefined
  const measure: Measure = by === 'weight' ? { by, weights: new Map(weights) } : { by }
  return { subject: subjectOfKey(subject), metric, period, into, measure, reason }
}
