// `/deal won 5000 Acme`: a win, today, mine. Stored with everything that follows from it before it is answered.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { amount, customer, pastDate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { countingPeriods } from '../counting-periods.ts'
import type { DealFacts } from '../deal.ts'
import { log } from '../deal-changes.ts'
import { checkedSplits, dealKeywords, eachOnce, ownerOf } from '../deal-keywords.ts'
import { winEcho } from '../deal-message.ts'
import { postsAfter } from '../deal-posts.ts'
import type { DealStore } from '../deal-store.ts'
import { inWorkspaceMoney, type WorthNeeds } from '../deal-worth.ts'
import { type DoubtNeeds, watchDoubts } from '../watch-doubts.ts'

type Needs = DoubtNeeds &
  WorthNeeds & {
    readonly deals: Pick<DealStore, 'change'>
    readonly workspaces: Leads
  }

export default command({
  name: 'deal won',
  first: true,
  summary: 'command.deal-won',
  examples: [
    '/deal won 5000 Acme',
    '/deal won 5.5k "Acme Corp" on yesterday',
    '/deal won 12,500 Globex split @kim 30% note renewal #renewal',
    '/deal won 8000 Initech product "GTX Pro" for @sam on 2026-11-18',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    amount: required(amount),
    customer: optional(customer),
    on: keyword('on', pastDate),
    ...dealKeywords,
  },
  async run(request, values, needs: Needs) {
    const { workspace, speaker, today, say } = request
    const owner = await ownerOf(request, values.for, needs.workspaces)
    const closedOn = values.on ?? today
    if (closedOn > today) throw new Complaint('deal.in-the-future', { date: say.date(closedOn) })
    const facts: DealFacts = {
      state: 'won',
      owner: owner.id,
      team: owner.team,
      customer: values.customer ?? '',
      product: values.product ?? '',
      path: [],
      ...(await inWorkspaceMoney(values.amount, closedOn, request, needs)),
      closedOn,
      note: values.note ?? '',
      tags: eachOnce(values.tags),
      splits: checkedSplits(owner, values.split.flat()),
    }
    const actor = { by: speaker, platform: request.installation.platform, at: request.now }
    const watch = await watchDoubts(request, owner, needs)
    const answer = await needs.deals.change({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: request.key,
      number: undefined,
      standing: { member: owner.id, periods: countingPeriods(closedOn, workspace.calendar) },
      ...watch.alike(facts),
      decide(before) {
        const step = log(before.number, facts, actor)
        const question = watch.question(before, step, false)
        if (question) return question
        const message = winEcho({ deal: step.deal, owner, sharing: values.split.flat(), standing: before.standing, request })
        return { ...step, posts: postsAfter(undefined, step, request), answer: { kind: 'message', message, replaces: false } }
      },
    })
    await watch.kept()
    return answer
  },
})
