// How a deal moves through the pipeline: what becomes of its facts when it is opened, moved, won or lost. Pure.
import { Complaint } from '../conversation/complaint.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Money, money } from '../vocabulary/money.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { probabilityOf, type Rules } from '../vocabulary/rules.ts'
import type { Deal, DealFacts } from './deal.ts'
import { factsOf } from './deal-changes.ts'

/** What an open deal that comes into the pipeline today has of it. */
export const atStage = (stage: string, today: LocalDate) =>
  ({ state: 'open', stage, stageSince: today, path: [stage], openedOn: today }) as const

/**
 * In that stage, open, with that day on which it should close. The path keeps each stage once, in the order in which it was first
 * entered, so that going back and forth counts a step once; the days in a stage count from the latest move into it.
 */
export function movedTo(deal: DealFacts, stage: string, close: LocalDate, today: LocalDate): DealFacts {
  const { lossReason: _, ...facts } = factsOf(deal)
  const stays = deal.state === 'open' && deal.stage === stage
  return {
    ...facts,
    state: 'open',
    stage,
    stageSince: stays ? (deal.stageSince ?? today) : today,
    path: deal.path.includes(stage) ? deal.path : [...deal.path, stage],
    openedOn: deal.openedOn ?? today,
    closedOn: close,
  }
}

/** Won on that day, at that worth. Throws a complaint where nobody ever said what it is worth. */
export function wonAs(deal: Deal, worth: Pick<DealFacts, 'amount' | 'original'> | undefined, on: LocalDate): DealFacts {
  const { lossReason: _, original, ...facts } = factsOf(deal)
  const said = worth ?? { amount: facts.amount, ...(original === undefined ? {} : { original }) }
  if (said.amount.minor <= 0n) {
    throw new Complaint('deal.amount-missing', { number: deal.number }, { example: `/deal stage #${deal.number} won 5000` })
  }
  return { ...facts, ...said, state: 'won', closedOn: on }
}

/** Lost on that day for that reason; what was said of it goes behind the note that it had. */
export function lostFor(deal: Deal, reason: string, said: string | undefined, on: LocalDate, { stages }: Pick<Rules, 'stages'>): DealFacts {
  if (deal.state === 'withdrawn') throw new Complaint('deal.withdrawn', { number: deal.number })
  if (deal.state === 'won') {
    const back = deal.stage ?? stages.at(-1)?.name
    throw new Complaint('deal.won-not-lost', { number: deal.number }, { example: `/deal stage #${deal.number} ${back}` })
  }
  const note = !said || said === deal.note ? deal.note : [deal.note, said].filter(Boolean).join(' · ')
  return { ...factsOf(deal), state: 'lost', lossReason: reason, note, closedOn: on }
}

/** What an open deal adds to the forecast: its amount × the probability of its stage, rounded to the minor unit, halves up. 0 for any other. */
export const weighted = ({ state, stage, amount }: Pick<DealFacts, 'state' | 'stage' | 'amount'>, rules: Pick<Rules, 'stages'>): Money =>
  money(state === 'open' ? divideHalfUp(amount.minor * BigInt(probabilityOf(stage, rules)), 100n) : 0n, amount.currency)
