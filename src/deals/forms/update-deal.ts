// What became of an open deal, sent. The reminder under which it was asked stays: there may be more to mend.
import { form } from '../../conversation/form.ts'
import { readSeenDeal } from '../deal-button.ts'
import { dealToChange } from '../may-touch.ts'
import type { MoveNeeds } from '../move-deal.ts'
import { updateDeal } from '../update-form.ts'

export default form({
  name: 'update-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readSeenDeal,
  async run(request, { number, revision }, filled, needs: MoveNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    return updateDeal({ request, deal, revision, replaces: false }, filled, needs)
  },
})
