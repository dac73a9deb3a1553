// *Lost* under an open deal: opens the form that asks why.
import { action } from '../../conversation/action.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { readSeenDeal } from '../deal-button.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { loseForm } from '../pipeline-form.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly workspaces: Leads
}

export default action({
  name: 'lose-deal',
  mayUse: 'deals',
  changes: 'nothing',
  read: readSeenDeal,
  async run(request, { number }, { deals, workspaces }: Needs) {
    return loseForm(await dealToChange(request, number, deals, workspaces), { on: undefined }, request)
  },
})
