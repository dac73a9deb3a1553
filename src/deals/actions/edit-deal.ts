// *Edit* under a deal: opens the form.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { readSeenDeal } from '../deal-button.ts'
import { editForm } from '../deal-form.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly workspaces: Leads
}

export default action({
  name: 'edit-deal',
  mayUse: 'deals',
  changes: 'nothing',
  read: readSeenDeal,
  async run(request, { number }, { deals, workspaces }: Needs) {
    const deal = await dealToChange(request, number, deals, workspaces)
    if (deal.state === 'withdrawn') throw new Complaint('deal.withdrawn', { number })
    return { kind: 'form', form: editForm(deal, request) }
  },
})
