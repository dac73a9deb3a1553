// Metrics in words. The usual kinds of activity are called in every language; what a workspace added goes by its own word.
import type { Metric } from '../vocabulary/metrics.ts'
import type { Say } from './say.ts'

const names = {
  revenue: 'metric.revenue',
  deals: 'metric.deals-name',
  calls: 'activity.calls',
  meetings: 'activity.meetings',
  demos: 'activity.demos',
} as const
const counts = {
  deals: 'metric.deals',
  calls: 'activity.count-calls',
  meetings: 'activity.count-meetings',
  demos: 'activity.count-demos',
} as const

const within = <Names extends object>(known: Names, name: string): name is Extract<keyof Names, string> => Object.hasOwn(known, name)

/** `revenue`, `deals`, `calls`; `emails` as the workspace has it. */
export function metricName(metric: Metric, say: Say): string {
  const name: string = metric
  return within(names, name) ? say.plain(names[name]) : name
}

/** `12 calls`, `1 call`; of a kind that the workspace added `12 emails`, whatever the number. Not for revenue. */
export function counted(metric: Metric, value: bigint | number, say: Say): string {
  const name: string = metric
  return within(counts, name)
    ? say.plain(counts[name], { count: Number(value) })
    : say.plain('metric.of-kind', { count: Number(value), kind: name })
}
