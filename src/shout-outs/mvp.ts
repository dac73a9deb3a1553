// The most valuable player of a month or a quarter: pure from what each reached.
import type { Member } from '../conversation/people.ts'
import { best, mayBeNamed } from './honours.ts'
import { type Asked, compareRatios, type Ratio, reachedOf } from './target-part.ts'

/** What somebody reached in the period. Amounts are minor units. */
export interface Player {
  readonly member: Member
  readonly value: bigint
  readonly deals: bigint
  /** What their target asks of the period. */
  readonly asked: Asked | undefined
  /** They carried less than a full target on a day of it. */
  readonly ramping: boolean
}

export interface Ranked extends Player {
  /** Of the target; undefined where the MVP is by revenue. */
  readonly share: Ratio | undefined
}

export interface Mvp {
  /** Level, by name; at least one. */
  readonly first: readonly Ranked[]
  /** The next two places, in order; more where several are level. */
  readonly runners: readonly Ranked[]
  /** Who won the most deals, by name. */
  readonly most: readonly Player[]
}

/**
 * By the share of the target among those with a full one; where nobody has one, or nobody who has won anything, by revenue among all.
 * Undefined where nobody who may be named won anything.
 */
export function mvpOf(players: readonly Player[]): Mvp | undefined {
  const named = players.filter(({ member, value }) => mayBeNamed(member) && value > 0n)
  const measured = named.flatMap((player): Ranked[] => {
    const share = player.ramping ? undefined : reachedOf(player.value, player.asked)
    return share ? [{ ...player, share }] : []
  })
  const all = measured.length > 0 ? measured : named.map((player): Ranked => ({ ...player, share: undefined }))
  const reached = ({ share, value }: Ranked): Ratio => share ?? { over: value, under: 1n }
  const sorted = [...all].sort((a, b) => compareRatios(reached(b), reached(a)) || (a.member.name < b.member.name ? -1 : 1))
  const [top] = sorted
  if (!top) return undefined
  const place = (one: Ranked) => sorted.filter((other) => compareRatios(reached(other), reached(one)) > 0).length
  const first = sorted.filter((one) => place(one) === 0)
  const last = sorted[first.length + 1] ?? sorted[first.length]
  const runners = last ? sorted.filter((one) => place(one) > 0 && place(one) <= place(last)) : []
  const most = best(named, ({ deals }) => ({ over: deals, under: 1n })).map(({ one }) => one)
  return { first, runners, most: most.sort((a, b) => (a.member.name < b.member.name ? -1 : 1)) }
}
