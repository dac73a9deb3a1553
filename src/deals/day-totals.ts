// Day totals: per member, metric and local day. Any period is a sum over days, so a board costs the same at a thousand deals
// and at ten million. What a deal adds is decided here, for the running totals and for the rebuild from events alike.
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { divide } from '../vocabulary/money.ts'
import type { DealFacts } from './deal.ts'

export interface DayTotal {
  readonly member: MemberId
  readonly team: TeamId | undefined
  readonly metric: Metric
  readonly day: LocalDate
  /** Minor units for revenue, whole deals for deals. */
  readonly value: bigint
}

/**
 * The amount divided by a deal's splits: the owner first (with what the splits leave), then each split in order. Exact: the
 * parts sum to the amount, by largest remainder.
 */
export function credits(
  facts: DealFacts,
): readonly { readonly member: MemberId; readonly team: TeamId | undefined; readonly minor: bigint }[] {
  if (facts.splits.length === 0) return [{ member: facts.owner, team: facts.team, minor: facts.amount.minor }]
  const ownShare = 10_000 - facts.splits.reduce((sum, split) => sum + split.basisPoints, 0)
  const shares = [{ member: facts.owner, team: facts.team, basisPoints: ownShare }, ...facts.splits]
  const parts = divide(
    facts.amount.minor,
    shares.map(({ basisPoints }) => BigInt(basisPoints)),
  )
  return shares.map(({ member, team }, index) => ({ member, team, minor: parts[index] ?? 0n }))
}

/**
 * What a deal in this state adds to the totals: nothing unless won; the deal itself counts once, for its owner. Each credit counts for the
 * team that the member was in when it was given.
 */
export function contribution(facts: DealFacts | undefined): readonly DayTotal[] {
  if (facts?.state !== 'won') return []
  const { team, closedOn: day } = facts
  return [
    ...credits(facts).map(({ member, team: its, minor }) => ({ member, team: its, metric: 'revenue' as const, day, value: minor })),
    { member: facts.owner, team, metric: 'deals' as const, day, value: 1n },
  ]
}

/** What a change from one state to another adds; entries that cancel out are left out. */
export function difference(before: DealFacts | undefined, after: DealFacts | undefined): readonly DayTotal[] {
  const sums = new Map<string, { member: MemberId; team: TeamId | undefined; metric: Metric; day: LocalDate; value: bigint }>()
  const add = (total: DayTotal, sign: bigint) => {
    const key = `${total.member} ${total.team ?? 0} ${total.metric} ${total.day}`
    const sum = sums.get(key)
    if (sum) sum.value += sign * total.value
    else sums.set(key, { ...total, value: sign * total.value })
  }
  for (const total of contribution(before)) add(total, -1n)
  for (const total of contribution(after)) add(total, 1n)
  return [...sums.values()].filter((total) => total.value !== 0n)
}
