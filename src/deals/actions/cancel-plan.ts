// *Cancel* under a doubt, *Take the request back* under a request to a manager: its author did not mean it.
import { action } from '../../conversation/action.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { cancelledMessage } from '../doubt-message.ts'
import { planFrom, readPlanId } from '../plan.ts'
import { settledPosts } from '../plan-posts.ts'
import type { PlanStore } from '../plan-store.ts'
import { ownPlan, settledMessage } from '../waiting-plan.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly plans: PlanStore
}

export default action({
  name: 'cancel-plan',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, needs: Needs) {
    const { workspace, speaker, key, now } = request
    await ownPlan(request, id, needs)
    return needs.plans.decline(
      { workspace, requestKey: key, id, at: now, by: speaker.id },
      ({ payload }) => ({
        answer: { kind: 'message', message: cancelledMessage(request), replaces: true },
        posts: settledPosts(id, planFrom(payload).asked, undefined),
      }),
      (settled) => ({ kind: 'message', message: settledMessage(settled?.state ?? 'declined', request), replaces: true }),
    )
  },
})
