// What other currencies are worth in the workspace's, from which day on; and what an amount is worth on a day.
import type { Instant } from '../vocabulary/clock.ts'
import { type ExchangeRate, exchanged } from '../vocabulary/exchange.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Currency, Money } from '../vocabulary/money.ts'

/** One unit of `currency` is worth `rate` of the workspace's, from that local day on until a later rate begins. */
export interface Rate {
  readonly currency: Currency
  readonly from: LocalDate
  readonly rate: ExchangeRate
  readonly setBy: MemberId
  readonly setAt: Instant
}

/** The rate of a day: the latest that began on it or before. Undefined: none had begun. */
export const rateOn = (rates: readonly Rate[], currency: Currency, day: LocalDate): Rate | undefined =>
  rates
    .filter((rate) => rate.currency === currency && rate.from <= day)
    .reduce<Rate | undefined>((latest, rate) => (latest && latest.from >= rate.from ? latest : rate), undefined)

/** What counts of a deal: an amount in the workspace's currency, and what was typed where that was in another. */
export interface Worth {
  readonly amount: Money
  readonly original?: { readonly amount: Money; readonly rate: ExchangeRate }
}

/** What an amount is worth at a rate. */
export const worthAt = (amount: Money, rate: ExchangeRate, currency: Currency): Worth => ({
  amount: exchanged(amount, rate, currency),
  original: { amount, rate },
})
