// *Won* under an open deal: won today, for its amount.
import { action } from '../../conversation/action.ts'
import { readSeenDeal } from '../deal-button.ts'
import { dealToChange } from '../may-touch.ts'
import { type MoveNeeds, winDeal } from '../move-deal.ts'

export default action({
  name: 'win-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, needs: MoveNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return winDeal({ request, deal, revision, replaces: true }, {}, needs)
  },
})
