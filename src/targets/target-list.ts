// The targets of a period as a tree: each with what was reached so far, and who set it.
import { Complaint } from '../conversation/complaint.ts'
import type { Subject } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { standing } from '../vocabulary/pace.ts'
import { type Period, periodKinds, periodOf } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { type Assignment, assignment, bySubject } from './assignment.ts'
import { reachedBy } from './split-shares.ts'
import { subjectKey, type Target } from './target.ts'
import type { TargetEvent, TargetStore } from './target-store.ts'
import { nodeOf, type TargetNode, targetTree } from './target-tree.ts'

export interface ListNeeds {
  readonly targets: Pick<TargetStore, 'inForce' | 'reached' | 'history'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'members'>
}

/** What a list is about; without a period it is the running one that has targets. */
export interface Wanted {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period | undefined
}

export interface TargetLine {
  readonly node: TargetNode
  /** 0: the one the list is about. */
  readonly depth: number
  readonly target: Target | undefined
  /** Minor units for revenue, else how many. */
  readonly reached: bigint
  /** reached ÷ what is to be reached: of somebody who ramps up the part that they carry. */
  readonly attainment: number | undefined
  readonly setBy: string | undefined
  readonly assignment: Assignment | undefined
}

export interface TargetList {
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
  readonly name: string | undefined
  readonly lines: readonly TargetLine[]
  /** How the target at the top came to be, newest first; names are who did it. */
  readonly history: readonly (TargetEvent & { readonly name: string })[]
}

const mostEvents = 5

/** Throws a complaint for a subject that is not there any more. */
export async function targetList(wanted: Wanted, request: Request, { targets, workspaces }: ListNeeds): Promise<TargetList> {
  const { workspace } = request
  const { subject, metric } = wanted
  const { period, inForce } = await periodWanted(wanted, request, targets)
  const [teams, members, reached, events] = await Promise.all([
    workspaces.teams(workspace),
    workspaces.members(workspace.id),
    targets.reached(workspace.id, metric, period),
    targets.history(workspace.id, { subject, metric, period }, mostEvents),
  ])
  const node = nodeOf(targetTree(teams, members), subject)
  if (!node) throw new Complaint('target.nobody')
  const names = new Map<MemberId, string>(members.map(({ id, name }) => [id, name]))
  const bySubjects = bySubject(inForce)
  const lines: TargetLine[] = []
  const add = (one: TargetNode, depth: number): void => {
    const target = bySubjects.get(subjectKey(one.subject))
    const actual = reachedBy(one, reached)
    const days = one.member ? ownDays(workspace.calendar, one.member, workspace.rules.ramp) : workspace.calendar
    const { attainment } = standing(actual, target?.value, period, request.today, days, workspace.rules.thresholds)
    const setBy = target && names.get(target.setBy)
    const at = lines.length
    for (const child of one.children) add(child, depth + 1)
    // a team without a target stands there for those below it that have one
    if (target || lines.length > at)
      lines.splice(at, 0, { node: one, depth, target, reached: actual, attainment, setBy, assignment: assignment(one, bySubjects) })
  }
  add(node, 0)
  const history = events.map((event) => ({ ...event, name: names.get(event.by) ?? '?' }))
  return { subject, metric, period, name: node.name, lines, history }
}

/** The period that was asked for, or the first that has targets of the running quarter, month, year, week and day; else the quarter. */
async function periodWanted({ metric, period }: Wanted, { workspace, today }: Request, targets: ListNeeds['targets']) {
  const kinds = ['quarter', 'month', ...periodKinds] as const
  const periods = period ? [period] : [...new Set(kinds)].map((kind) => periodOf(kind, today, workspace.calendar))
  const found = await Promise.all(periods.map(async (one) => ({ period: one, inForce: await targets.inForce(workspace.id, metric, one) })))
  const first = found.find(({ inForce }) => inForce.length > 0) ?? found[0]
  if (!first) throw new Error('There is a period')
  return first
}
