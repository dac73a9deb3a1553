// *Move stage* under an open deal, *Reopen* under a lost one: opens the form that asks where it stands now.
import { action } from '../../conversation/action.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { readSeenDeal } from '../deal-button.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { moveForm } from '../pipeline-form.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly workspaces: Leads
}

export default action({
  name: 'move-deal',
  mayUse: 'deals',
  changes: 'nothing',
  read: readSeenDeal,
  async run(request, { number }, { deals, workspaces }: Needs) {
    return moveForm(await dealToChange(request, number, deals, workspaces), request)
  },
})
