// Why a deal was lost, sent.
import { form } from '../../conversation/form.ts'
import type { ChangeNeeds } from '../change-deal.ts'
import { readSeenDeal } from '../deal-button.ts'
import { dealToChange } from '../may-touch.ts'
import { loseDeal } from '../move-deal.ts'
import { readLoss } from '../pipeline-form.ts'

export default form({
  name: 'lose-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, filled, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return loseDeal({ request, deal, revision, replaces: true }, { ...readLoss(filled, request), inForm: true }, needs)
  },
})
