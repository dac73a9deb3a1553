// *Decline* under a request: nothing is done, and who asked hears of it.
import { action } from '../../conversation/action.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { planFrom, readPlanId } from '../plan.ts'
import { settledPosts } from '../plan-posts.ts'
import type { PlanStore } from '../plan-store.ts'
import { toldRequest, waitingPlan } from '../waiting-plan.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly plans: PlanStore
  readonly workspaces: Pick<WorkspaceStore, 'member'>
}

export default action({
  name: 'decline-plan',
  mayUse: 'closed periods',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, needs: Needs) {
    const { workspace, speaker, installation, key, now } = request
    const { row, plan } = await waitingPlan(request, id, needs)
    const declined = { ...row, state: 'declined' as const, decidedBy: speaker.id, decidedAt: now }
    const [said, stands, reached] = await Promise.all([
      toldRequest({ row: declined, plan }, request, needs),
      toldRequest({ row, plan }, request, needs),
      needs.plans.reach(workspace.id, row.by, installation),
    ])
    let wasFirst = false
    const answer = await needs.plans.decline(
      { workspace, requestKey: key, id, at: now, by: speaker.id },
      ({ payload }) => {
        wasFirst = true
        const outcome = reached && { member: reached.id, to: reached.to }
        return {
          answer: { kind: 'message', message: said, replaces: true },
          posts: settledPosts(id, planFrom(payload).asked, outcome),
        }
      },
      () => ({ kind: 'message', message: stands, replaces: true }),
    )
    // Somebody else was faster by a moment: what was read before does not say so yet.
    if (wasFirst || row.state !== 'open') return answer
    return { kind: 'message', message: await toldRequest(await waitingPlan(request, id, needs), request, needs), replaces: true }
  },
})
