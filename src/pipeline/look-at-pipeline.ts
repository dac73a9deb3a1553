// One look at the pipeline: what each stage holds, and a page of the deals that are stuck.
import { type NamedSubject, subjectOf } from '../conversation/people.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { addDays, addMonths } from '../vocabulary/local-date.ts'
import type { Period } from '../vocabulary/period.ts'
import { withinReach } from '../workspaces/within-reach.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { stageLines, stuckLimits } from './pipeline.ts'
import { pipelineMessage, stuckPage } from './pipeline-message.ts'
import type { PipelineStore } from './pipeline-store.ts'

export interface PipelineNeeds {
  readonly pipeline: PipelineStore
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'member'>
}

/** Conversions look back so far, what is typical in a stage so far: long enough for many deals, short enough to be about how it is now. */
const monthsBack = { conversions: 12, stays: 6 }

/** `skip`: how many stuck deals were on the pages before. Rejects with `Stale` as its store does. */
export async function lookAtPipeline(
  { named, period, skip }: { readonly named: NamedSubject; readonly period: Period | undefined; readonly skip: number },
  request: Request,
  { pipeline, workspaces }: PipelineNeeds,
  replaces: boolean,
): Promise<Answer> {
  const { workspace, today } = request
  const asked = { workspace: workspace.id, version: workspace.version, subject: subjectOf(named), period }
  const [sums, teams] = await Promise.all([
    pipeline.sums({
      ...asked,
      today,
      closedFrom: addDays(addMonths(today, -monthsBack.conversions), 1),
      leftFrom: addMonths(today, -monthsBack.stays),
    }),
    workspaces.teams(workspace),
  ])
  const stuck = await pipeline.stuck({
    ...asked,
    limits: stuckLimits(sums, workspace.rules, today),
    seen: withinReach(request, 'see deals', teams),
    page: { skip, take: stuckPage },
  })
  const lines = stageLines(sums, workspace.rules)
  return { kind: 'message', message: pipelineMessage({ named, period, lines, stuck, skip }, request), replaces }
}
