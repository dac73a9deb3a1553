// *Approve* under a request: a manager allows what somebody asked for, and it is done in that person's name.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Answer } from '../../conversation/platform.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { type CarryNeeds, carryOut, checkPlan } from '../carry-out.ts'
import { doubtKinds } from '../doubts.ts'
import { readPlanId } from '../plan.ts'
import { settledPosts } from '../plan-posts.ts'
import type { PlanStore } from '../plan-store.ts'
import { toldRequest, waitingPlan } from '../waiting-plan.ts'

type Needs = CarryNeeds & {
  readonly pending: Pick<PendingStore, 'find' | 'keep'>
  readonly plans: PlanStore
}

export default action({
  name: 'approve-plan',
  mayUse: 'closed periods',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, needs: Needs) {
    const { workspace, speaker, installation, now } = request
    const { row, plan } = await waitingPlan(request, id, needs)
    const told = async (): Promise<Answer> => {
      const message = await toldRequest(await waitingPlan(request, id, needs), request, needs)
      return { kind: 'message', message, replaces: true }
    }
    if (row.state !== 'open') return told()
    const by = await needs.workspaces.member(workspace.id, row.by)
    if (!by) throw new Complaint('doubt.gone')
    const carried = { id, plan, by, cleared: { doubts: doubtKinds, approvedBy: speaker.id }, request }
    const owner = await checkPlan(carried, needs)
    const reached = await needs.plans.reach(workspace.id, by.id, installation)
    const outcome = reached && { member: reached.id, to: reached.to }
    const approved = { ...row, state: 'done' as const, decidedBy: speaker.id, decidedAt: now }
    const message = await toldRequest({ row: approved, plan }, request, needs)
    const ending = { kind: 'message', message, replaces: true } as const
    await carryOut(carried, owner, needs, (_step, _before, { asked }) => ({ answer: ending, posts: settledPosts(id, asked, outcome) }))
    // Somebody else may have been faster by a moment: what stands says who it was.
    return told()
  },
})
