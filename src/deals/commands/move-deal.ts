// `/deal stage #42 negotiation`: another stage. `won` and `lost` are its ends: the same as winning or losing it, under its number.
import { keyword, required } from '../../conversation/argument.ts'
import { futureDate, openDealNumber, pastDate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { dealToChange } from '../may-touch.ts'
import { move } from '../move-argument.ts'
import { loseDeal, type MoveNeeds, moveDeal, winDeal } from '../move-deal.ts'
import { loseForm } from '../pipeline-form.ts'

export default command({
  name: 'deal stage',
  summary: 'command.deal-stage',
  examples: [
    '/deal stage #42 negotiation',
    '/deal stage #42 proposal close 15 dec',
    '/deal stage #42 won 5500 on yesterday',
    '/deal stage #42 lost price',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    number: required(openDealNumber),
    move: required(move),
    close: keyword('close', futureDate),
    on: keyword('on', pastDate),
  },
  async run(request, { number, move: to, close, on }, needs: MoveNeeds) {
    if (to.to === 'stage' && on !== undefined) throw new Complaint('deal.close-not-day')
    if (to.to !== 'stage' && close !== undefined) throw new Complaint('deal.day-not-close')
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    const asked = { request, deal, revision: undefined, replaces: false }
    switch (to.to) {
      case 'stage':
        return moveDeal(asked, { stage: to.stage, close }, needs)
      case 'won':
        return winDeal(asked, { amount: to.amount, on }, needs)
      case 'lost':
        return to.reason === undefined ? loseForm(deal, { on }, request) : loseDeal(asked, { reason: to.reason, note: to.note, on }, needs)
    }
  },
})
