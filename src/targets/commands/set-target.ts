// `/target set @sam 50000 this quarter`: the number somebody, or the company, should reach.
import { optional, required } from '../../conversation/argument.ts'
import { amount, company, metric, periodAhead, person } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { Request } from '../../conversation/request.ts'
import type { Metric } from '../../vocabulary/metrics.ts'
import { decimalsOf, type Money } from '../../vocabulary/money.ts'
import type { Target } from '../target.ts'
import { targetMessage } from '../target-message.ts'
import type { TargetStore } from '../target-store.ts'

export default command({
  name: 'target set',
  summary: 'command.target-set',
  examples: ['/target set @sam 50000 this quarter', '/target set company 1.2m this year', '/target set @sam 20 deals this month'],
  mayUse: 'targets',
  changes: 'with its answer',
  slots: {
    company: optional(company),
    who: optional(person),
    value: required(amount),
    metric: optional(metric),
    period: required(periodAhead),
  },
  async run(request, { company, who, value, metric = 'revenue', period }, { targets }: { targets: Pick<TargetStore, 'set'> }) {
    const { workspace, speaker, now, key, say } = request
    if (company && who) throw new Complaint('target.one-subject')
    if (!company && !who) throw new Complaint('target.whose')
    if (!['month', 'quarter', 'year'].includes(period.kind)) throw new Complaint('target.period', { period: say.period(period) })
    const target: Target = {
      subject: who ? { kind: 'member', member: who.id } : { kind: 'company' },
      metric,
      period,
      value: amountOf(value, metric, request),
      setBy: speaker.id,
      setAt: now,
    }
    return targets.set({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: key,
      target,
      answer: (before) => ({ kind: 'message', message: targetMessage({ target, name: who?.name, before }, request), replaces: false }),
    })
  },
})

/** Minor units of the workspace's currency for revenue, a whole number for deals. */
function amountOf({ minor, currency }: Money, metric: Metric, { workspace }: Request): bigint {
  if (currency !== workspace.currency) throw new Complaint('deal.other-currency', { written: currency, currency: workspace.currency })
  if (metric === 'revenue') return minor
  const unit = 10n ** BigInt(decimalsOf(currency))
  if (minor % unit !== 0n) throw new Complaint('target.whole-deals')
  return minor / unit
}
