// *Undo* under a deal.
import { action } from '../../conversation/action.ts'
import { type ChangeNeeds, undoDeal } from '../change-deal.ts'
import { readSeenDeal } from '../deal-button.ts'
import { dealToChange } from '../may-touch.ts'

export default action({
  name: 'undo-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return undoDeal({ request, deal, revision, replaces: true }, needs)
  },
})
