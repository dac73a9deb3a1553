// *Redo* under a deal.
import { action } from '../../conversation/action.ts'
import { type ChangeNeeds, redoDeal } from '../change-deal.ts'
import { readSeenDeal } from '../deal-button.ts'
import { dealToChange } from '../may-touch.ts'

export default action({
  name: 'redo-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return redoDeal({ request, deal, revision, replaces: true }, needs)
  },
})
