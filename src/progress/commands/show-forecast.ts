// `/forecast [commit 40000] [best 60000] [period] [@rep|team|company]`: what a period will bring, and what somebody promises of it.
import { keyword, optional } from '../../conversation/argument.ts'
import { amount, periodAhead } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { subject } from '../../conversation/people-arguments.ts'
import type { Request } from '../../conversation/request.ts'
import type { Money } from '../../vocabulary/money.ts'
import { type CallNeeds, checkMayCall, isOfMember, sayCall, says as working } from '../call.ts'
import { forecastMessage } from '../forecast-message.ts'
import { report, runningReport } from '../report.ts'

export default command({
  name: 'forecast',
  summary: 'command.forecast',
  examples: ['/forecast', '/forecast commit 40000 best 60000', '/forecast commit 12k this month', '/forecast company this quarter'],
  mayUse: 'look',
  changes: 'with its answer',
  slots: {
    commit: keyword('commit', amount),
    best: keyword('best', amount),
    period: optional(periodAhead),
    subject: optional(subject),
  },
  async run(request, { commit, best, period, subject }, needs: CallNeeds) {
    const named = subject ?? { kind: 'member', member: request.speaker }
    for (const typed of [commit, best]) checkCurrency(typed, request)
    const says = commit !== undefined || best !== undefined
    if (says && named.kind !== 'member') throw new Complaint('forecast.whose', {}, working)
    const found = await (period
      ? report(named, { metric: 'revenue', period }, request, needs, 'a week ago')
      : runningReport(named, 'revenue', request, needs, 'a week ago'))
    if (!says || !isOfMember(found)) return { kind: 'message', message: forecastMessage(found, request), replaces: false }
    await checkMayCall(found, request, needs)
    return sayCall(found, { commit, best }, request, needs)
  },
})

function checkCurrency(typed: Money | undefined, { workspace }: Request): void {
  if (typed && typed.currency !== workspace.currency)
    throw new Complaint('forecast.other-currency', { currency: workspace.currency }, working)
}
