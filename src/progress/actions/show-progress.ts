// The buttons under a report that lead to another one.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { progressMessage } from '../progress-message.ts'
import { type ReportNeeds, readTopic, report, topicOf } from '../report.ts'

export default action({
  name: 'show-progress',
  mayUse: 'look',
  changes: 'nothing',
  read: readTopic,
  async run(request, typed, needs: ReportNeeds) {
    const topic = topicOf(typed, request)
    const found = topic && (await report(topic, request, needs))
    if (!found) throw new Complaint('progress.nobody')
    return { kind: 'message', message: progressMessage(found, request), replaces: true }
  },
})
