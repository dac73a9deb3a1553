// The buttons under a report that lead to another one, and to the next page of its list.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { progressMessage } from '../progress-message.ts'
import { type ReportNeeds, readTopic, reportOf } from '../report.ts'

export default action({
  name: 'show-progress',
  mayUse: 'look',
  changes: 'nothing',
  read: readTopic,
  async run(request, typed, needs: ReportNeeds) {
    const found = await reportOf(typed, request, needs)
    if (!found) throw new Complaint('progress.nobody')
    return { kind: 'message', message: progressMessage(found, request, typed.skip), replaces: true }
  },
})
