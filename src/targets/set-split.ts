// Setting the targets of a split that somebody has looked at: decided anew, and set only if it still is what they saw.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { PendingStore } from '../workspaces/pending-store.ts'
import { reasonForm } from './reason-form.ts'
import { previewMessage, splitMessage } from './split-message.ts'
import { type Asked, askedIn, type PlanNeeds, planOf } from './split-plan.ts'
import { newBatch } from './target.ts'
import type { TargetStore } from './target-store.ts'

export const pendingKind = 'target-split'

export interface SplitNeeds extends PlanNeeds {
  readonly targets: PlanNeeds['targets'] & Pick<TargetStore, 'setAll'>
  readonly pending: PendingStore
}

/** A preview as its buttons carry it. */
export interface SeenSplit {
  readonly id: string
  /** `Planned.print` of what was shown. */
  readonly print: string
}

export function readSeenSplit(value: string): SeenSplit | undefined {
  const [, id, print] = /^([\w-]{16}):([0-9a-z]{1,7})$/.exec(value) ?? []
  return id === undefined || print === undefined ? undefined : { id, print }
}

/** What a preview was about. Throws a complaint where it was settled or is too long ago. */
export async function askedAs(id: string, request: Request, { pending }: Pick<SplitNeeds, 'pending'>): Promise<Asked> {
  const found = await pending.find(request.workspace.id, id)
  const asked = found?.kind === pendingKind && found.state === 'open' ? askedIn(found.payload, request) : undefined
  if (!asked) throw new Complaint('target.split-gone')
  return asked
}

/** Sets it; asks for the reason where one is needed; shows the split again where it is not what was seen any more. */
export async function setSplit(request: Request, { id, print }: SeenSplit, reason: string | undefined, needs: SplitNeeds): Promise<Answer> {
  const { workspace, speaker, now, key } = request
  const kept = await askedAs(id, request, needs)
  const plan = await planOf({ ...kept, reason: reason ?? kept.reason }, request, needs)
  if (plan.print !== print || plan.changes.length === 0)
    return { kind: 'message', message: previewMessage(plan, { id, skip: 0, isNew: plan.print !== print }, request), replaces: true }
  if (plan.why !== undefined) return { kind: 'form', form: reasonForm('split-reason', `${id}:${print}`, request.say) }
  const batch = newBatch()
  const { metric } = plan.asked
  const answer = await needs.targets.setAll({
    workspace: workspace.id,
    version: workspace.version,
    requestKey: key,
    at: now,
    by: speaker.id,
    batch,
    reason: plan.asked.reason,
    targets: plan.changes.map(({ node, period, value }) => ({
      subject: node.subject,
      metric,
      period,
      value: value === 0n ? undefined : value,
    })),
    assuming: [
      plan.whole,
      ...plan.changes.map(({ node, period, before }) => ({ subject: node.subject, metric, period, value: before?.value })),
    ],
    answer: (_, inForce) => ({ kind: 'message', message: splitMessage(plan, { batch, inForce }, request), replaces: true }),
  })
  await needs.pending.decide(workspace.id, id, 'done', speaker.id, now)
  return answer
}
