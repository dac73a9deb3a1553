// `/deal split #42 @kim 30% @noor 20%`: who shares the credit, in place of who did; `none` gives it all to the owner.
import { optional, required } from '../../conversation/argument.ts'
import { dealNumber } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import type { ChangeNeeds } from '../change-deal.ts'
import { shares } from '../list-arguments.ts'
import { dealToChange } from '../may-touch.ts'
import { splitDeal, splitForm } from '../split-deal.ts'

export default command({
  name: 'deal split',
  summary: 'command.deal-split',
  examples: ['/deal split #42 @kim 30% @noor 20%', '/deal split #42 none'],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: { number: required(dealNumber), shares: optional(shares) },
  async run(request, { number, shares: said }, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    if (said === undefined) return { kind: 'form', form: await splitForm(deal, request, needs.workspaces) }
    return splitDeal({ request, deal, revision: undefined, replaces: false }, said, needs)
  },
})
