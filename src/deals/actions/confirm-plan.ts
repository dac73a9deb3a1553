// *Log it anyway*, *Change it anyway* under a doubt: its author has looked, and means it.
import { action } from '../../conversation/action.ts'
import type { Answer } from '../../conversation/platform.ts'
import type { MemberId } from '../../vocabulary/ids.ts'
import { mayActFor } from '../../workspaces/may-act.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { type CarryNeeds, carryOut, checkPlan } from '../carry-out.ts'
import { changeEcho, winEcho } from '../deal-message.ts'
import { planId, planRequestKey, readPlanId } from '../plan.ts'
import { ownPlan, settledMessage } from '../waiting-plan.ts'

type Needs = CarryNeeds & {
  readonly pending: Pick<PendingStore, 'find' | 'keep'>
  readonly answered: { find(requestKey: string): Promise<Answer | undefined> }
}

export default action({
  name: 'confirm-plan',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, needs: Needs) {
    const { workspace, speaker } = request
    const { row, plan } = await ownPlan(request, id, needs)
    const settled = (state: typeof row.state): Answer => ({ kind: 'message', message: settledMessage(state, request), replaces: true })
    if (row.state === 'done' && row.decidedBy === speaker.id) return (await needs.answered.find(planRequestKey(id))) ?? settled('done')
    if (row.state !== 'open') return settled(row.state)
    // Where there was more to ask, it was asked under another id: what became of that became of this.
    const since = await needs.pending.find(workspace.id, planId(workspace.id, planRequestKey(id)))
    if (since && since.state !== 'open') return settled(since.state)
    const mayAllow = await mayActFor(request, 'closed periods', plan.facts.owner, needs.workspaces)
    const cleared = { doubts: plan.doubts.filter((kind) => kind !== 'closed' || mayAllow) }
    const carried = { id, plan, by: speaker, cleared, request }
    const owner = await checkPlan(carried, needs)
    const people = new Map([[owner.id, owner]])
    const { facts, deal: seen } = plan
    for (const member of [...facts.splits, ...(seen?.facts.splits ?? [])].map((split) => split.member).concat(seen?.facts.owner ?? [])) {
      const known = people.get(member) ?? (await needs.workspaces.member(workspace.id, member))
      if (known) people.set(member, known)
    }
    const names = new Map<MemberId, string>([...people].map(([member, { name }]) => [member, name]))
    const answer = await carryOut(carried, owner, needs, ({ deal, event }, { standing }, _, typical) => {
      const sharing = deal.splits.flatMap(({ member, basisPoints }) => {
        const who = people.get(member)
        return who ? [{ who, basisPoints }] : []
      })
      const message = seen
        ? changeEcho({ deal, owner, standing, request, event, names, typical })
        : winEcho({ deal, owner, sharing, standing, request, typical })
      return { answer: { kind: 'message', message, replaces: true }, posts: [] }
    })
    return answer ?? settled((await ownPlan(request, id, needs)).row.state)
  },
})
