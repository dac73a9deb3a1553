// How the answers about targets read.
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import { headline, message, quiet } from '../message/write.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { money } from '../vocabulary/money.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import type { Target } from './target.ts'

/** A value of a metric as people write it; one that is only estimated is rounded to whole units. */
export function metricValue(
  value: bigint,
  metric: Metric,
  { say, workspace }: Pick<Request, 'say' | 'workspace'>,
  style: 'brief' | 'whole' = 'brief',
): string {
  return metric === 'revenue' ? say.money(money(value, workspace.currency), style) : say.plain('metric.deals', { count: Number(value) })
}

export function targetMessage(
  set: { readonly target: Target; readonly name: string | undefined; readonly before: Target | undefined },
  request: Request,
): Message {
  const { say, workspace } = request
  const { target, before } = set
  const { from, to } = target.period
  const days = workingDays(from, to, workspace.calendar)
  const values = {
    name: set.name ?? say.plain('subject.company'),
    value: metricValue(target.value, target.metric, request),
    period: say.period(target.period),
  }
  return message(
    headline(
      before && before.value !== target.value
        ? say('target.changed', { ...values, before: metricValue(before.value, before.metric, request) })
        : say('target.set', values),
    ),
    days > 0 &&
      target.metric === 'revenue' &&
      quiet(say('target.per-day', { value: metricValue(divideHalfUp(target.value, BigInt(days)), 'revenue', request, 'whole'), days })),
  )
}
