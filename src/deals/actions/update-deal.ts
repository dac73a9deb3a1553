// *Update Globex* under a reminder: opens the form that asks what became of the deal.
import { action } from '../../conversation/action.ts'
import type { Leads } from '../../workspaces/may-act.ts'
import { readSeenDeal } from '../deal-button.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'
import { updateForm } from '../update-form.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find'>
  readonly workspaces: Leads
}

export default action({
  name: 'update-deal',
  mayUse: 'deals',
  changes: 'nothing',
  read: readSeenDeal,
  async run(request, { number }, { deals, workspaces }: Needs) {
    return { kind: 'form', form: updateForm(await dealToChange(request, number, deals, workspaces), request) }
  },
})
