// What the buttons under a board carry.
import type { Request } from '../conversation/request.ts'
import { asId, type TeamId } from '../vocabulary/ids.ts'
import { metricNamed } from '../vocabulary/metrics.ts'
import { periodFromKey, periodKey } from '../vocabulary/period.ts'
import type { BoardTopic } from './board.ts'
import { type Order, orders } from './ranking.ts'

/** `revenue:2026-Q4:0:value`; the third is the team, 0 for the company. */
export const boardKey = ({ metric, period, team, order }: BoardTopic): string => `${metric}:${periodKey(period)}:${team ?? 0}:${order}`

/** What a button carried, metric and period still as they are called: what they mean depends on the workspace. */
export interface TypedBoard {
  readonly metric: string
  readonly period: string
  readonly team: TeamId | undefined
  readonly order: Order
}

export function readBoard(value: string): TypedBoard | undefined {
  const [, metric, period, team, typed] = /^([^:]{1,60}):([A-Z0-9-]{4,12}):(\d{1,9}):([a-z]{1,12})$/.exec(value) ?? []
  const order = orders.find((one) => one === typed)
  if (metric === undefined || period === undefined || order === undefined) return undefined
  return { metric, period, team: Number(team) === 0 ? undefined : asId<TeamId>(Number(team)), order }
}

/** Undefined for a period that does not exist, and a metric that is not counted any more. */
export function boardTopicOf(typed: TypedBoard, { workspace }: Pick<Request, 'workspace'>): BoardTopic | undefined {
  const period = periodFromKey(typed.period, workspace.calendar)
  const metric = metricNamed(typed.metric, workspace.rules.activityKinds)
  return period && metric && { ...typed, metric, period }
}
