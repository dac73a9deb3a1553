// The buttons that lead to a forecast.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { forecastMessage } from '../forecast-message.ts'
import { type ReportNeeds, readTopic, reportOf } from '../report.ts'

export default action({
  name: 'show-forecast',
  mayUse: 'look',
  changes: 'nothing',
  read: readTopic,
  async run(request, typed, needs: ReportNeeds) {
    const found = await reportOf({ ...typed, metric: 'revenue' }, request, needs, 'a week ago')
    if (!found) throw new Complaint('progress.nobody')
    return { kind: 'message', message: forecastMessage(found, request), replaces: true }
  },
})
