// The buttons under a list of targets: another page of it, another period.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { listMessage } from '../list-message.ts'
import { keyIn, readTargetCode } from '../target-button.ts'
import { type ListNeeds, targetList } from '../target-list.ts'

export default action({
  name: 'show-targets',
  mayUse: 'look',
  changes: 'nothing',
  read: readTargetCode,
  async run(request, typed, needs: ListNeeds) {
    const key = keyIn(typed, request)
    if (!key) throw new Complaint('target.nobody')
    const list = await targetList(key, request, needs)
    return { kind: 'message', message: listMessage(list, Number(typed.number), request), replaces: true }
  },
})
