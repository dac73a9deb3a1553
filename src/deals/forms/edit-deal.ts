// The correction of a deal, sent.
import { form } from '../../conversation/form.ts'
import { type ChangeNeeds, editDeal } from '../change-deal.ts'
import { readSeenDeal } from '../deal-button.ts'
import { readEdit } from '../deal-form.ts'
import { dealToChange } from '../may-touch.ts'

export default form({
  name: 'edit-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, filled, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return editDeal({ request, deal, revision, replaces: true }, readEdit(filled, request), needs)
  },
})
