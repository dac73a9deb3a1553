// *Give the reason* under the question why a target changes: opens the form.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { reasonForm } from '../reason-form.ts'
import { keyIn, readTargetCode, targetCode } from '../target-button.ts'

export default action({
  name: 'give-target-reason',
  mayUse: 'targets',
  changes: 'nothing',
  read: readTargetCode,
  async run(request, typed) {
    const key = keyIn(typed, request)
    if (!key) throw new Complaint('target.nobody')
    return { kind: 'form', form: reasonForm('target-reason', targetCode(key, String(typed.number)), request.say) }
  },
})
