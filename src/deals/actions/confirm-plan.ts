// *Log it anyway*, *Change it anyway* under a doubt: its author has looked, and means it.
import { action } from '../../conversation/action.ts'
import type { Answer } from '../../conversation/platform.ts'
import { type Instant, later } from '../../vocabulary/clock.ts'
import type { MemberId } from '../../vocabulary/ids.ts'
import { mayActFor } from '../../workspaces/may-act.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { type CarryNeeds, carryOut, checkPlan } from '../carry-out.ts'
import { changeEcho, winEcho } from '../deal-message.ts'
import { planRequestKey, readPlanId } from '../plan.ts'
import { ownPlan, settledMessage } from '../waiting-plan.ts'

type Needs = CarryNeeds & {
  readonly pending: PendingStore
  readonly answered: { find(requestKey: string): Promise<Answer | undefined> }
}

export default action({
  name: 'confirm-plan',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readPlanId,
  async run(request, id, needs: Needs) {
    const { workspace, speaker, now } = request
    const { row, plan } = await ownPlan(request, id, needs)
    const settled = (state: typeof row.state): Answer => ({ kind: 'message', message: settledMessage(state, request), replaces: true })
    if (row.state === 'declined') return settled('declined')
    const done = await needs.answered.find(planRequestKey(id))
    if (done) return done
    if (row.state === 'done' && isLongAgo(row.decidedAt, now)) return settled('done')
    const mayAllow = await mayActFor(request, 'closed periods', plan.facts.owner, needs.workspaces)
    const cleared = { doubts: plan.doubts.filter((kind) => kind !== 'closed' || mayAllow) }
    const carried = { id, plan, by: speaker, cleared, request }
    const owner = await checkPlan(carried, needs)
    // Said yes first and then done: whoever presses again does it if this process did not live to.
    if (row.state === 'open' && !(await needs.pending.decide(workspace.id, id, 'done', speaker.id, now))) {
      const { row: since } = await ownPlan(request, id, needs)
      if (since.state === 'declined') return settled('declined')
    }
    const people = new Map([[owner.id, owner]])
    const { facts, deal: seen } = plan
    for (const member of [...facts.splits, ...(seen?.facts.splits ?? [])].map((split) => split.member).concat(seen?.facts.owner ?? [])) {
      const known = people.get(member) ?? (await needs.workspaces.member(workspace.id, member))
      if (known) people.set(member, known)
    }
    const names = new Map<MemberId, string>([...people].map(([member, { name }]) => [member, name]))
    return carryOut(carried, owner, needs, ({ deal, event }, { standing }) => {
      const sharing = deal.splits.flatMap(({ member, basisPoints }) => {
        const who = people.get(member)
        return who ? [{ who, basisPoints }] : []
      })
      const message = seen
        ? changeEcho({ deal, owner, standing, request, event, names })
        : winEcho({ deal, owner, sharing, standing, request })
      return { answer: { kind: 'message', message, replaces: true }, posts: [] }
    })
  },
})

/** The answer to what was done is kept for a day; after that it is not done again. */
const isLongAgo = (at: Instant | undefined, now: Instant): boolean => at !== undefined && later(at, 12 * 3_600_000) < now
