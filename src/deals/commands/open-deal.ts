// `/deal open 12000 Globex stage proposal close 15 dec`: a deal comes into the pipeline. The channel hears of it when it is won.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { amount, customer, futureDate, stage } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { countingPeriods } from '../counting-periods.ts'
import type { DealFacts } from '../deal.ts'
import { log } from '../deal-changes.ts'
import { checkedClose } from '../deal-edit.ts'
import { checkedSplits, dealKeywords, eachOnce, ownerOf } from '../deal-keywords.ts'
import { openEcho } from '../deal-message.ts'
import type { DealStore } from '../deal-store.ts'
import { inWorkspaceMoney, type WorthNeeds } from '../deal-worth.ts'
import { usualClose } from '../move-deal.ts'
import { atStage } from '../pipeline.ts'

type Needs = WorthNeeds & {
  readonly deals: Pick<DealStore, 'change'>
  readonly workspaces: Leads
}

export default command({
  name: 'deal open',
  summary: 'command.deal-open',
  examples: [
    '/deal open 12000 Globex stage proposal close 15 dec',
    '/deal open 12k "Acme Corp"',
    '/deal open 8000 Initech for @sam product "GTX Pro" close 15 dec #renewal',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    amount: required(amount),
    customer: optional(customer),
    stage: keyword('stage', stage),
    close: keyword('close', futureDate),
    ...dealKeywords,
  },
  async run(request, values, needs: Needs) {
    const { workspace, speaker, today } = request
    const owner = await ownerOf(request, values.for, needs.workspaces)
    // Where nobody says, it should close before the quarter is over; the answer says so.
    const closedOn = values.close === undefined ? usualClose(request) : checkedClose(values.close, undefined, request)
    const facts: DealFacts = {
      ...atStage(values.stage ?? workspace.rules.stages[0].name, today),
      owner: owner.id,
      team: owner.team,
      customer: values.customer ?? '',
      product: values.product ?? '',
      ...(await inWorkspaceMoney(values.amount, closedOn, request, needs)),
      closedOn,
      note: values.note ?? '',
      tags: eachOnce(values.tags),
      splits: checkedSplits(owner, values.split.flat()),
    }
    const actor = { by: speaker, platform: request.installation.platform, at: request.now }
    return needs.deals.change({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: request.key,
      number: undefined,
      standing: { member: owner.id, periods: countingPeriods(closedOn, workspace.calendar) },
      decide({ number }) {
        const step = log(number, facts, actor)
        const message = openEcho({ deal: step.deal, owner, sharing: values.split.flat(), guessed: values.close === undefined, request })
        return { ...step, posts: [], answer: { kind: 'message', message, replaces: false } }
      },
    })
  },
})
