// `/target set @sam 50000 this quarter`: the number that somebody, a team or the company should reach.
import { type Argument, keyword, optional, required } from '../../conversation/argument.ts'
import { metric, periodAhead } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { subjectOf } from '../../conversation/people.ts'
import { subject } from '../../conversation/people-arguments.ts'
import type { Request } from '../../conversation/request.ts'
import { type Amount, readAmount } from '../../vocabulary/amount.ts'
import type { Metric } from '../../vocabulary/metrics.ts'
import { decimalsOf } from '../../vocabulary/money.ts'
import { type SettingNeeds, setTarget } from '../set-one.ts'
import { why } from '../split-arguments.ts'

/** A number that may be money: what is counted has no currency. */
const value: Argument<Amount> = { name: 'argument.amount', field: { kind: 'text', longest: 40 }, read: readAmount }

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
    value: required(value),
    period: required(periodAhead),
    why: keyword('because', why),
  },
  async run(request, { whose, metric = 'revenue', value, period, why }, needs: SettingNeeds) {
    const target = { subject: subjectOf(whose), metric, period, value: wanted(value, metric, request) }
    return setTarget(request, { target, reason: why, replaces: false }, needs)
  },
})

/** Minor units of the workspace's currency for revenue, a whole number for what is counted. */
function wanted({ money: { minor, currency }, currencyWritten }: Amount, metric: Metric, { workspace }: Request): bigint {
  if (currency !== workspace.currency) throw new Complaint('target.other-currency', { written: currency, currency: workspace.currency })
  if (metric === 'revenue') return minor
  const unit = 10n ** BigInt(decimalsOf(currency))
  if (currencyWritten || minor % unit !== 0n) throw new Complaint('target.whole-number')
  return minor / unit
}
