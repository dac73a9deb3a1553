// The stage to which a deal is moved, sent.
import { form } from '../../conversation/form.ts'
import { readSeenDeal } from '../deal-button.ts'
import { dealToChange } from '../may-touch.ts'
import { type MoveNeeds, moveDeal } from '../move-deal.ts'
import { readMove } from '../pipeline-form.ts'

export default form({
  name: 'move-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, filled, needs: MoveNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return moveDeal({ request, deal, revision, replaces: true }, { ...readMove(filled, request), inForm: true }, needs)
  },
})
