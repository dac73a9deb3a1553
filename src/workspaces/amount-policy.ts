// How much of an amount is shown in a channel. What an admin chose for it holds, but where people of another company or guests
// read along, nobody is ever shown an exact amount.
import type { Workspace } from '../conversation/people.ts'
import type { Audience, Destination } from '../conversation/platform.ts'
import type { Say } from '../languages/say.ts'
import { decimalsOf, type Money, money } from '../vocabulary/money.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'

/**
 * The policy of a channel in front of those who read there. Where the platform did not say who that is, it is as if outsiders did:
 * a number that was shown cannot be taken back.
 */
export function policyFor({ rules }: Pick<Workspace, 'rules'>, to: Destination, audience: Audience): AmountPolicy {
  const chosen = rules.channelAmounts[to] ?? rules.amounts
  return chosen === 'exact' && audience !== 'own' ? 'banded' : chosen
}

/** True where shares of a target are shown (bars, attainment): everywhere but where amounts are hidden. */
export const showsShares = (policy: AmountPolicy): boolean => policy !== 'hidden'

/**
 * An amount as a policy has it: `$5,200`, the band it lies in (`$5–10K`), its share of the target (`10 % of target`; `share` is a ratio).
 * Undefined where nothing may be said of it: the policy hides amounts, or shows shares and there is no target.
 */
export function shownAmount(amount: Money, policy: AmountPolicy, say: Say, share?: number): string | undefined {
  switch (policy) {
    case 'exact':
      return say.money(amount, 'brief')
    case 'banded':
      return banded(amount, say)
    case 'percent':
      return share === undefined ? undefined : say.plain('amount.of-target', { share: shownShare(share, say) })
    case 'hidden':
      return undefined
  }
}

/**
 * The bands: 1 to 2, 2 to 5, 5 to 10, 10 to 20 … whole units of the currency, the lower end included. Less than one unit is below one,
 * and nothing is nothing.
 */
export function bandOf({ minor, currency }: Money): { readonly from: Money; readonly to: Money } | undefined {
  const unit = 10n ** BigInt(decimalsOf(currency))
  if (minor < unit) return undefined
  let power = unit
  while (minor >= power * 10n) power *= 10n
  const [from, to] = minor < power * 2n ? [1n, 2n] : minor < power * 5n ? [2n, 5n] : [5n, 10n]
  return { from: money(power * from, currency), to: money(power * to, currency) }
}

function banded(amount: Money, say: Say): string {
  const band = bandOf(amount)
  if (band) return say.moneyRange(band.from, band.to)
  const { minor, currency } = amount
  if (minor === 0n) return say.money(amount, 'brief')
  const least = money(minor < 0n ? 0n : 10n ** BigInt(decimalsOf(currency)), currency)
  return say.plain('amount.under', { amount: say.money(least, 'brief') })
}

/** A small share is not nothing. */
const shownShare = (share: number, say: Say): string =>
  share > 0 && share < 0.005 ? say.plain('amount.under', { amount: say.percent(0.01) }) : say.percent(share)
