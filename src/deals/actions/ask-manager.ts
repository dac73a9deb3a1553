// *Ask a manager* under a change in a closed period: everybody who may allow it is asked, in private.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { askedMessage } from '../doubt-message.ts'
import { planJson, readPlanId } from '../plan.ts'
import { requestPosts } from '../plan-posts.ts'
import type { PlanStore } from '../plan-store.ts'
import { ownPlan, settledMessage } from '../waiting-plan.ts'

interface Needs {
  readonly pending: Pick<PendingStore, 'find'>
  readonly plans: PlanStore
}

/** More are not asked for one deal. */
const most = 50

export default action({
  name: 'ask-manager',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, { pending, plans }: Needs) {
    const { workspace, speaker, installation, key, now } = request
    const { plan } = await ownPlan(request, id, { pending })
    const managers = (await plans.allowing(workspace.id, 'closed periods', installation))
      .filter((one) => one.id !== speaker.id)
      .slice(0, most)
    if (managers.length === 0) throw new Complaint('doubt.no-manager', { example: '/dealbell member @sam role manager' })
    const asked = managers.map(({ id: member, to }) => ({ member, to }))
    const names = managers.map(({ name }) => name)
    return plans.ask(
      {
        workspace,
        requestKey: key,
        id,
        at: now,
        payload: planJson({ ...plan, asked }),
        posts: requestPosts(id, asked),
        answer: { kind: 'message', message: askedMessage(id, names, request), replaces: true },
      },
      (settled) => ({ kind: 'message', message: settledMessage(settled?.state ?? 'declined', request), replaces: true }),
    )
  },
})
