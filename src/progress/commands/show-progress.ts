// `/progress [@rep|team|company] [period] [metric]`: how somebody stands; the speaker and this quarter unless told otherwise.
import { optional } from '../../conversation/argument.ts'
import { metric, period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { subject } from '../../conversation/people-arguments.ts'
import { progressMessage } from '../progress-message.ts'
import { type ReportNeeds, report, runningReport } from '../report.ts'

export default command({
  name: 'progress',
  summary: 'command.progress',
  examples: ['/progress', '/progress @sam this month', '/progress North 2026-Q4', '/progress company this week calls'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { period: optional(period), metric: optional(metric), subject: optional(subject) },
  async run(request, { period, metric = 'revenue', subject }, needs: ReportNeeds) {
    const named = subject ?? { kind: 'member', member: request.speaker }
    const found = await (period ? report(named, { metric, period }, request, needs) : runningReport(named, metric, request, needs))
    return { kind: 'message', message: progressMessage(found, request), replaces: false }
  },
})
