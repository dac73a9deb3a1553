// The correction of a deal, sent.
import { form } from '../../conversation/form.ts'
import { correctDeal } from '../correct-deal.ts'
import { readSeenDeal } from '../deal-button.ts'
import { readEdit } from '../deal-form.ts'
import { dealToChange } from '../may-touch.ts'
import type { MoveNeeds } from '../move-deal.ts'

export default form({
  name: 'edit-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, filled, needs: MoveNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return correctDeal({ request, deal, revision, replaces: true }, readEdit(filled, deal, request), needs, 'in a form')
  },
})
