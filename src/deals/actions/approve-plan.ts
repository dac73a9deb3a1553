// *Approve* under a request: a manager allows what somebody asked for, and it is done in that person's name.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Answer } from '../../conversation/platform.ts'
import { later } from '../../vocabulary/clock.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { type CarryNeeds, carryOut, checkPlan } from '../carry-out.ts'
import { doubtKinds } from '../doubts.ts'
import { planRequestKey, readPlanId } from '../plan.ts'
import { settledPosts } from '../plan-posts.ts'
import type { PlanStore } from '../plan-store.ts'
import { toldRequest, waitingPlan } from '../waiting-plan.ts'

type Needs = CarryNeeds & {
  readonly pending: PendingStore
  readonly plans: PlanStore
  readonly answered: { find(requestKey: string): Promise<Answer | undefined> }
}

/** Milliseconds after which what was approved is certainly done, or was not to be. */
const surely = 12 * 3_600_000

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
    if (row.state === 'declined') return told()
    if (await needs.answered.find(planRequestKey(id))) return told()
    if (row.state === 'done' && row.decidedAt !== undefined && later(row.decidedAt, surely) < now) return told()
    const by = await needs.workspaces.member(workspace.id, row.by)
    if (!by) throw new Complaint('doubt.gone')
    const asked = { id, plan, by, cleared: { doubts: doubtKinds, approvedBy: speaker.id }, request }
    const owner = await checkPlan(asked, needs)
    if (row.state === 'open') await needs.pending.decide(workspace.id, id, 'done', speaker.id, now)
    // Whoever was first has decided; what they approved is done under one key, whoever comes to do it.
    const since = await waitingPlan(request, id, needs)
    if (since.row.state !== 'done' || since.row.decidedBy === undefined) return told()
    const reached = await needs.plans.reach(workspace.id, by.id, installation)
    const outcome = reached && { member: reached.id, to: reached.to }
    const answer = await told()
    const carried = { ...asked, plan: since.plan, cleared: { doubts: doubtKinds, approvedBy: since.row.decidedBy } }
    return carryOut(carried, owner, needs, () => ({ answer, posts: settledPosts(id, since.plan.asked, outcome) }))
  },
})
