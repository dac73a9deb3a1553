// *Log a deal*: opens the form.
import { action } from '../../conversation/action.ts'
import { checkOwner, logForm, readOwner } from '../log-form.ts'

export default action({
  name: 'log-deal',
  mayUse: 'deals',
  changes: 'nothing',
  read: readOwner,
  async run(request, owner, _needs: object) {
    checkOwner(owner, request)
    return { kind: 'form', form: logForm(request) }
  },
})
