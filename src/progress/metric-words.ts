// So many of a metric in words.
import type { Request } from '../conversation/request.ts'
import { counted } from '../languages/counted.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { money } from '../vocabulary/money.ts'

/** `$38,200`, `3 deals`, `20 calls`; an amount that is only estimated is rounded to whole units. */
export function valueText(
  value: bigint,
  metric: Metric,
  { say, workspace }: Pick<Request, 'say' | 'workspace'>,
  style: 'brief' | 'whole' = 'brief',
): string {
  return metric === 'revenue' ? say.money(money(value, workspace.currency), style) : counted(metric, value, say)
}

/** The first of two values that are told together: `20` of 30 calls, `$20` of $30. */
export const bareValue = (value: bigint, metric: Metric, request: Pick<Request, 'say' | 'workspace'>): string =>
  metric === 'revenue' ? valueText(value, metric, request) : request.say.number(value)
