// A deal in one line, as every answer about it repeats it.

import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import type { Say } from '../languages/say.ts'
import type { Span } from '../message/message.ts'
import { periodOf } from '../vocabulary/period.ts'
import { probabilityOf, type Rules } from '../vocabulary/rules.ts'
import type { Deal } from './deal.ts'
import { shownWorth } from './deal-worth.ts'

/** Hundredths of a percent as people write them: 30 %, 12.5 %. */
export const shareOf = (basisPoints: number, say: Say): string =>
  basisPoints % 100 === 0 ? say.percent(basisPoints / 10_000) : `${say.number(basisPoints / 100)}\u00a0%`

/** A stage's probability as people write it. */
export const probabilityText = (stage: string | undefined, rules: Pick<Rules, 'stages'>, say: Say): string =>
  say.percent(probabilityOf(stage, rules) / 100)

/**
 * `$5,000.00 · Acme · today (Q4 2026, week 47)`: the amount as read, the customer, the day and the period it counts in; of an open one
 * its stage and when it should close, of a lost one when and why.
 */
export function gist(deal: Deal, { say, today, workspace }: Request): readonly Span[] {
  const first: readonly Span[] = [
    { kind: 'bold', spans: [shownWorth(deal, say)] },
    ...(deal.customer ? [` · ${deal.customer}`] : []),
    ...(deal.product ? [` · ${deal.product}`] : []),
  ]
  const day = spokenDay(deal.closedOn, { today, say })
  const quarter = say.period(periodOf('quarter', deal.closedOn, workspace.calendar))
  if (deal.state === 'open') {
    const probability = probabilityText(deal.stage, workspace.rules, say)
    return [...first, ...say('deal.gist-open', { stage: deal.stage ?? '', probability, day, quarter })]
  }
  if (deal.state === 'lost') return [...first, ...say('deal.gist-lost', { day, reason: reasonText(deal, say) })]
  const week = periodOf('week', deal.closedOn, workspace.calendar).index
  return [...first, ...say('deal.counts-in', { day, quarter, week })]
}

/** Why it was lost; an import may not know. */
export const reasonText = ({ lossReason }: Pick<Deal, 'lossReason'>, say: Say): string => lossReason ?? say.plain('deal.reason-unsaid')
