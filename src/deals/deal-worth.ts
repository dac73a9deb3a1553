// What an amount that somebody typed counts for: in the workspace's currency, at the rate of the deal's day.
import { Complaint } from '../conversation/complaint.ts'
import { Stale } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { MoneyStyle, Say } from '../languages/say.ts'
import { largestMinor } from '../vocabulary/amount.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Money, money } from '../vocabulary/money.ts'
import type { RateStore } from '../workspaces/rate-store.ts'
import { rateOn, type Worth, worthAt } from '../workspaces/rates.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { DealFacts } from './deal.ts'
import { factsOf } from './deal-changes.ts'

export interface WorthNeeds {
  readonly rates: Pick<RateStore, 'rates'>
  readonly workspaces: Pick<WorkspaceStore, 'version'>
}

/**
 * What an amount is worth in the workspace's currency on a local day, with the amount as typed beside it where that was in another. Throws a
 * complaint where there is no rate for that day, or where nothing or too much comes out; `field`: the form's field that it is about.
 */
export async function inWorkspaceMoney(
  typed: Money,
  day: LocalDate,
  { workspace, say }: Pick<Request, 'workspace' | 'say'>,
  { rates, workspaces }: WorthNeeds,
  field?: string,
): Promise<Worth> {
  const { currency } = workspace
  if (typed.currency === currency) return { amount: typed }
  const at = field === undefined ? {} : { field }
  const rate = rateOn(await rates.rates(workspace), typed.currency, day)
  if (!rate) {
    // it may have been set through another copy of the program a moment ago
    if ((await workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
    const command = `/dealbell rate ${typed.currency} 1.08 from ${day}`
    throw new Complaint('deal.no-rate', { written: typed.currency, currency, date: say.date(day), command }, at)
  }
  const worth = worthAt(typed, rate.rate, currency)
  const values = { amount: say.money(typed), rate: rate.rate, currency }
  if (worth.amount.minor <= 0n) throw new Complaint('deal.worth-nothing', values, at)
  if (worth.amount.minor > largestMinor) {
    throw new Complaint('deal.worth-too-large', { ...values, largest: say.money(money(largestMinor, currency), 'brief') }, at)
  }
  return worth
}

/** The facts with another worth; an amount in the workspace's own currency leaves none in another behind. */
export function withWorth(facts: DealFacts, worth: Worth): DealFacts {
  const { original: _, ...rest } = factsOf(facts)
  return { ...rest, ...worth }
}

/** A deal's amount as people are shown it: `$5,400.00`, or `€5,000.00 (= $5,400.00 at 1.08)`. */
export const shownWorth = ({ amount, original }: Pick<DealFacts, 'amount' | 'original'>, say: Say, style: MoneyStyle = 'exact'): string =>
  original === undefined
    ? say.money(amount, style)
    : say.plain('deal.worth', { original: say.money(original.amount, style), amount: say.money(amount, style), rate: original.rate })
