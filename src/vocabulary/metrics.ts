// What is counted. Revenue is counted in minor units of the workspace's currency, deals as whole deals, and each kind of activity
// (calls, meetings, what a workspace adds) by how many there were.
declare const activity: unique symbol

/** The name of a kind of activity as the workspace's rules have it: `calls`. */
export type ActivityKind = string & { readonly [activity]: true }

/** The metrics that every workspace has. */
export const dealMetrics = ['revenue', 'deals'] as const
export type DealMetric = (typeof dealMetrics)[number]

export type Metric = DealMetric | ActivityKind

/** Marks a name that comes from a workspace's rules, the database or a test as the kind it is. */
export const activityKind = (name: string): ActivityKind => name as ActivityKind // the only place where the brand is put on

export const isDealMetric = (metric: Metric): metric is DealMetric => dealMetrics.some((one) => one === metric)

/** The metric of that name where these activities are counted, or undefined. */
export const metricNamed = (name: string, kinds: readonly ActivityKind[]): Metric | undefined =>
  dealMetrics.find((one) => one === name) ?? kinds.find((one) => one === name)
