// *Split* under a deal: opens the form that asks who shares it.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { readSeenDeal } from '../deal-button.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { splitForm } from '../split-deal.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly workspaces: Leads & Pick<WorkspaceStore, 'member'>
}

export default action({
  name: 'split-deal',
  mayUse: 'deals',
  changes: 'nothing',
  read: readSeenDeal,
  async run(request, { number }, { deals, workspaces }: Needs) {
    const deal = await dealToChange(request, number, deals, workspaces)
    if (deal.state === 'withdrawn') throw new Complaint('deal.withdrawn', { number })
    return { kind: 'form', form: await splitForm(deal, request, workspaces) }
  },
})
