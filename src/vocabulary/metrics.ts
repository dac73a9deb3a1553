// What is counted. Revenue is counted in minor units of the workspace's currency, deals as whole deals.
export const metrics = ['revenue', 'deals'] as const
export type Metric = (typeof metrics)[number]
