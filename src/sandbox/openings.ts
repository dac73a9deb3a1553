// The CRM's opportunities as deals of the sandbox, with the year moved so that it ends today.
import { addDays, daysBetween, type LocalDate } from '../vocabulary/local-date.ts'
import { decimalsOf, type Money, money, usDollar } from '../vocabulary/money.ts'
import type { CrmData, Opportunity } from './crm-data.ts'

export interface Opening {
  readonly state: 'won' | 'lost' | 'open'
  /** Of an open one. */
  readonly stage: string | undefined
  /** The name. */
  readonly agent: string
  /** Empty: not known yet. */
  readonly customer: string
  readonly product: string
  /** What it was sold for; of one that was not sold the product's list price. */
  readonly amount: Money
  readonly begunOn: LocalDate
  /** When it was won or lost; when an open one is expected to close. */
  readonly closesOn: LocalDate
}

/** One US dollar in minor units. */
export const dollar = 10n ** BigInt(decimalsOf(usDollar))

/** An open deal is expected to close so many days after it was begun: what half of the won ones took. */
const usualCycle = 57
/** Prospecting ones have not been begun; theirs is expected within a quarter from today. */
const prospectingFor = 90

/**
 * In the order in which they were begun; those that were not are last, as of today. Every date moves by the same number of days, so
 * that the last deal was closed today. The CRM's `Prospecting` is the stage `lead`, its `Engaging` is `qualified`.
 */
export function openingsOf({ opportunities, prices }: CrmData, today: LocalDate): readonly Opening[] {
  const closings = opportunities.flatMap(({ closedOn }) => closedOn ?? [])
  const last = closings.reduce((latest, day) => (day > latest ? day : latest))
  const shift = daysBetween(last, today)
  const moved = (day: LocalDate | undefined) => day && addDays(day, shift)
  return opportunities
    .map((opportunity, index): Opening => {
      const { agent, account, product, stage, value } = opportunity
      const begunOn = moved(opportunity.engagedOn)
      const expected = begunOn ? addDays(begunOn, usualCycle) : addDays(today, 1 + (index % prospectingFor))
      return {
        state: stage === 'Won' ? 'won' : stage === 'Lost' ? 'lost' : 'open',
        stage: stages[stage],
        agent,
        customer: account,
        product,
        amount: money(BigInt(stage === 'Won' ? (value ?? 0) : (prices.get(product) ?? 0)) * dollar, usDollar),
        begunOn: begunOn ?? today,
        closesOn: moved(opportunity.closedOn) ?? expected,
      }
    })
    .sort((a, b) => (a.begunOn < b.begunOn ? -1 : a.begunOn > b.begunOn ? 1 : 0)) // stable: within a day as in the file
}

const stages: Readonly<Record<Opportunity['stage'], string | undefined>> = {
  Prospecting: 'lead',
  Engaging: 'qualified',
  Won: undefined,
  Lost: undefined,
}
