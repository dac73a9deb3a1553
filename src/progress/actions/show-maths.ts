// *Show the maths* under a report.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { mathsMessage } from '../maths-message.ts'
import { type ReportNeeds, readTopic, report, topicOf } from '../report.ts'

/** How many deals are shown one by one. */
const shownDeals = 20

export default action({
  name: 'show-maths',
  mayUse: 'look',
  changes: 'nothing',
  read: readTopic,
  async run(request, typed, needs: ReportNeeds) {
    const { workspace } = request
    const topic = topicOf(typed, request)
    const found = topic && (await report(topic, request, needs))
    if (!found) throw new Complaint('progress.nobody')
    const { target } = found.figures
    const [credited, setBy] = await Promise.all([
      needs.figures.credited(workspace.id, found.subject, found.period, shownDeals),
      target && needs.workspaces.member(workspace.id, target.setBy),
    ])
    return { kind: 'message', message: mathsMessage(found, { ...credited, setBy: setBy?.name }, request), replaces: true }
  },
})
