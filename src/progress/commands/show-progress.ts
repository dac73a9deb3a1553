// `/progress [@rep|company] [period] [metric]`: how somebody stands; the speaker and this quarter unless told otherwise.
import { optional } from '../../conversation/argument.ts'
import { company, metric, period, person } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { progressMessage } from '../progress-message.ts'
import { type ReportNeeds, report, runningReport } from '../report.ts'

export default command({
  name: 'progress',
  summary: 'command.progress',
  examples: ['/progress', '/progress @sam this month', '/progress company 2026-Q4', '/progress company this year deals'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { period: optional(period), metric: optional(metric), company: optional(company), who: optional(person) },
  async run(request, { period, metric = 'revenue', company, who }, needs: ReportNeeds) {
    if (company && who) throw new Complaint('progress.one-subject')
    const subject = company ? { kind: 'company' as const } : { kind: 'member' as const, member: (who ?? request.speaker).id }
    const found = await (period ? report({ subject, metric, period }, request, needs) : runningReport({ subject, metric }, request, needs))
    if (!found) throw new Complaint('progress.nobody')
    return { kind: 'message', message: progressMessage(found, request), replaces: false }
  },
})
