// The daily pulse: what was won since the last working day, in one line.
import type { Workspace } from '../conversation/people.ts'
import type { Say } from '../languages/say.ts'
import type { Days } from '../leaderboard/leaderboard-store.ts'
import type { Message } from '../message/message.ts'
import { message, text } from '../message/write.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { isWorkingDay } from '../vocabulary/working-days.ts'
import { shownAmount } from '../workspaces/amount-policy.ts'

/** So many wins are named, the largest. */
export const shownWins = 5

/** Further back than this (days) nobody looks: a works holiday is shorter. */
const farthest = 31

/** From the last working day before a day up to the evening before it, with the weekend between. */
export function sinceLastWorked(day: LocalDate, { calendar }: Pick<Workspace, 'calendar'>): Days {
  const to = addDays(day, -1)
  let from = to
  for (let back = 1; back < farthest && !isWorkingDay(from, calendar); back += 1) from = addDays(from, -1)
  return { from, to }
}

export interface Pulse {
  readonly days: Days
  readonly count: number
  /** Minor units. */
  readonly sum: bigint
  /** The largest, of those who may be named: the customer, and whose it is. */
  readonly wins: readonly { readonly customer: string; readonly owner: string }[]
}

/** Undefined where nothing was won. `today`: the day on which it is read. */
export function pulseMessage(
  { days, count, sum, wins }: Pulse,
  {
    workspace,
    today,
    policy,
    say,
  }: { readonly workspace: Workspace; readonly today: LocalDate; readonly policy: AmountPolicy; readonly say: Say },
): Message | undefined {
  if (count === 0) return undefined
  const amount = shownAmount(money(sum, workspace.currency), policy, say)
  const figures = amount === undefined ? say.plain('pulse.wins', { count }) : say.plain('pulse.wins-worth', { count, amount })
  const values = { when: whenOf(days, today, say), figures }
  if (wins.length === 0) return message(text(say('pulse.bare', values)))
  const named = wins.map(({ customer, owner }) => `${customer || say.plain('deal.no-customer')} (${owner})`)
  const more = count - wins.length
  const all = [...named, ...(more > 0 ? [say.plain('board.more', { count: more })] : [])].join(' · ')
  return message(text(say('pulse.line', { ...values, wins: all })))
}

/** `Yesterday`; over a weekend `Fri 20 Nov – Sun 22 Nov`. */
function whenOf({ from, to }: Days, today: LocalDate, say: Say): string {
  if (from !== to) return `${say.day(from)} – ${say.day(to)}`
  return addDays(to, 1) === today ? say.plain('pulse.yesterday') : say.day(to)
}
