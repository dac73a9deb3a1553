// The reason for a change of one target, sent.
import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import { readReason } from '../reason-form.ts'
import { type SettingNeeds, setTarget } from '../set-one.ts'
import { keyIn, readTargetCode } from '../target-button.ts'

export default form({
  name: 'target-reason',
  mayUse: 'targets',
  changes: 'with its answer',
  read: readTargetCode,
  async run(request, typed, filled, needs: SettingNeeds) {
    const key = keyIn(typed, request)
    if (!key || typed.number === 0n) throw new Complaint('target.nobody')
    return setTarget(request, { target: { ...key, value: typed.number }, reason: readReason(filled), replaces: true }, needs)
  },
})
