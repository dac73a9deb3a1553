// A deal that was filled into a form, sent: logged as if it had been typed.
import { form } from '../../conversation/form.ts'
import { logOpen, logWin, type WinNeeds } from '../log-deal.ts'
import { checkOwner, readLog, readOwner } from '../log-form.ts'

export default form({
  name: 'log-deal',
  mayUse: 'deals',
  changes: 'with its answer',
  read: readOwner,
  async run(request, owner, filled, needs: WinNeeds) {
    checkOwner(owner, request)
    const { state, deal } = readLog(filled, request)
    return state === 'won' ? logWin(request, deal, needs, 'in a form') : logOpen(request, { ...deal, stage: undefined }, needs, 'in a form')
  },
})
