// `/target set @sam 50000 this quarter`: the number that somebody, a team or the company should reach.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { amount, metric, periodAhead, subject } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { subjectOf } from '../../conversation/people.ts'
import type { Request } from '../../conversation/request.ts'
import type { Metric } from '../../vocabulary/metrics.ts'
import { decimalsOf, type Money } from '../../vocabulary/money.ts'
import { type SettingNeeds, setTarget } from '../set-one.ts'
import { why } from '../split-arguments.ts'

export default command({
  name: 'target set',
  first: true,
  summary: 'command.target-set',
  examples: [
    '/target set @sam 50000 this quarter',
    '/target set company 1.2m this year',
    '/target set @sam 20 deals this month',
    '/target set @sam 100 calls this week because the fair brought many contacts',
  ],
  mayUse: 'targets',
  changes: 'with its answer',
  slots: {
    whose: required(subject),
    metric: optional(metric),
    value: required(amount),
    period: required(periodAhead),
    why: keyword('because', why),
  },
  async run(request, { whose, metric = 'revenue', value, period, why }, needs: SettingNeeds) {
    const target = { subject: subjectOf(whose), metric, period, value: wanted(value, metric, request) }
    return setTarget(request, { target, reason: why, replaces: false }, needs)
  },
})

/** Minor units of the workspace's currency for revenue, a whole number for what is counted. */
function wanted({ minor, currency }: Money, metric: Metric, { workspace }: Request): bigint {
  if (currency !== workspace.currency) throw new Complaint('target.other-currency', { written: currency, currency: workspace.currency })
  if (metric === 'revenue') return minor
  const unit = 10n ** BigInt(decimalsOf(currency))
  if (minor % unit !== 0n) throw new Complaint('target.whole-number')
  return minor / unit
}
