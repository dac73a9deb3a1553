// Metrics in words: what they are called, and so many of them.
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import { isDealMetric, type Metric } from '../vocabulary/metrics.ts'
import { money } from '../vocabulary/money.ts'

/** The activities that every language has words for; what a workspace adds is called as it was written. */
const common = ['calls', 'meetings', 'demos'] as const

/** `revenue`, `deals`, `calls`. */
export function metricName(metric: Metric, say: Say): string {
  if (isDealMetric(metric)) return say.plain(metric === 'revenue' ? 'metric.revenue' : 'metric.deals-name')
  const known = common.find((kind) => kind === metric)
  return known ? say.plain(`activity.${known}`) : metric
}

/** `$38,200`, `3 deals`, `20 calls`; an amount that is only estimated is rounded to whole units. */
export function valueText(
  value: bigint,
  metric: Metric,
  { say, workspace }: Pick<Request, 'say' | 'workspace'>,
  style: 'brief' | 'whole' = 'brief',
): string {
  if (metric === 'revenue') return say.money(money(value, workspace.currency), style)
  if (metric === 'deals') return say.plain('metric.deals', { count: Number(value) })
  const known = common.find((kind) => kind === metric)
  if (known) return say.plain(`activity.count-${known}`, { count: Number(value) })
  return say.plain('metric.of-kind', { count: Number(value), kind: metric })
}

/** The first of two values that are told together: `20` of 30 calls, `$20` of $30. */
export const bareValue = (value: bigint, metric: Metric, request: Pick<Request, 'say' | 'workspace'>): string =>
  metric === 'revenue' ? valueText(value, metric, request) : request.say.number(value)
