// How the week's shout-outs read: a line for each who is honoured, with the figure and the win behind it.
import type { Workspace } from '../conversation/people.ts'
import { counted } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Span } from '../message/message.ts'
import { headline, list, message, quiet, text } from '../message/write.ts'
import { money } from '../vocabulary/money.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { shownAmount, showsShares } from '../workspaces/amount-policy.ts'
import type { Honour, Honoured } from './honours.ts'
import { weeksBefore } from './improvement.ts'
import { inOneBreath } from './names.ts'
import type { Win } from './shout-outs-store.ts'
import type { Week } from './week.ts'

export interface Shown {
  readonly workspace: Workspace
  readonly policy: AmountPolicy
  readonly say: Say
  /** The board said a moment ago in the same channel that the week was quiet. */
  readonly boardSaid: boolean
}

/** Undefined where there is nothing to say that was not just said. */
export function shoutOutsMessage(week: Week, shown: Shown): Message | undefined {
  const { say } = shown
  const { honoured, thanks, deals } = week
  const period = say.plain('board.week', { week: week.period.index })
  if (honoured.length === 0) {
    if (thanks.count > 0) return message(headline(thanksLine(thanks, say)))
    if (deals > 0n)
      return message(headline(say('shout-outs.together', { period, wins: say.plain('pulse.wins', { count: Number(deals) }) })))
    return shown.boardSaid ? undefined : message(headline(say('shout-outs.quiet', { period })))
  }
  const all = [...new Map(honoured.flatMap(({ members }) => members.map((member) => [member.id, member.name] as const))).values()]
  const has = (what: Honour['for']) => showsShares(shown.policy) && honoured.some(({ honours }) => honours.some((one) => one.for === what))
  const basis = [
    has('target') ? say.plain('shout-outs.basis-target') : undefined,
    has('improved') ? say.plain('shout-outs.basis-improved', { weeks: weeksBefore }) : undefined,
  ].filter((part) => part !== undefined)
  return message(
    headline(say('shout-outs.headline', { period, names: inOneBreath(all, say) })),
    list(honoured.map((line) => honouredLine(line, week, shown))),
    thanks.count > 0 && text(thanksLine(thanks, say)),
    basis.length > 0 && quiet(basis.join(' ')),
  )
}

/** `Sam Ortiz · most revenue: $18,300 · biggest win: Acme ($10,000)`. */
function honouredLine({ members, honours }: Honoured, { wins }: Week, shown: Shown): readonly Span[] {
  const { say } = shown
  const tied = members.length > 1
  const active = honours.flatMap((one) => (one.for === 'activity' ? [activity(one, shown)] : []))
  const parts: (readonly Span[])[] = honours.flatMap((one) => (one.for === 'activity' ? [] : [said(one, tied, shown)]))
  const revenue = honours.flatMap((one) => (one.for === 'revenue' ? [one.value] : []))[0]
  const behind = honours.some((one) => one.for !== 'activity') ? members.slice(0, 3).flatMap(({ id }) => wins.get(id) ?? []) : []
  const named = behind.flatMap((win) => winWords(win, revenue, shown))
  if (named.length > 0) parts.push(say('shout-outs.win', { wins: inOneBreath(named, say) }))
  if (active.length > 0) parts.push(say('shout-outs.active', { counts: inOneBreath(active, say) }))
  const names: Span = {
    kind: 'bold',
    spans: inOneBreath(
      members.map(({ name }) => name),
      say,
    ),
  }
  return [names, ...parts.flatMap((part) => [' · ', ...part])]
}

function said(honour: Exclude<Honour, { for: 'activity' }>, tied: boolean, { workspace, policy, say }: Shown): readonly Span[] {
  const shares = showsShares(policy)
  switch (honour.for) {
    case 'revenue': {
      const amount = shownAmount(money(honour.value, workspace.currency), policy, say)
      if (amount === undefined) return say('shout-outs.revenue')
      return say(tied ? 'shout-outs.revenue-each' : 'shout-outs.revenue-of', { amount })
    }
    case 'target':
      return shares ? say('shout-outs.target-of', { share: say.percent(honour.share) }) : say('shout-outs.target')
    case 'improved':
      if (!shares) return say('shout-outs.improved')
      return honour.rise < 1
        ? say('shout-outs.improved-of', { rise: say.percent(honour.rise) })
        : say('shout-outs.improved-times', { times: say.number(timesOf(honour.rise)) })
  }
}

/** Twice or more is told in times: to a tenth, from ten on in whole ones. */
const timesOf = (rise: number): number => (rise < 9 ? Math.round(10 * (rise + 1)) / 10 : Math.round(rise + 1))

/** Calls are no amounts: how many there were is told everywhere, as on the board. */
function activity({ kind, count, share }: Extract<Honour, { for: 'activity' }>, { policy, say }: Shown): string {
  const many = counted(kind, count, say)
  return share === undefined || !showsShares(policy) ? many : say.plain('shout-outs.count-of', { count: many, share: say.percent(share) })
}

/** `Acme ($10,000)`; the customer alone where the amount is not shown, or was all of it and stands there already. */
function winWords({ customer, minor }: Win, told: bigint | undefined, { workspace, policy, say }: Shown): readonly string[] {
  if (customer === '') return []
  const amount = minor === told ? undefined : shownAmount(money(minor, workspace.currency), policy, say)
  return [amount === undefined ? customer : `${customer} (${amount})`]
}

const thanksLine = ({ count, most }: Week['thanks'], say: Say): readonly Span[] =>
  most.length === 0
    ? say('shout-outs.thanks', { count })
    : say('shout-outs.thanks-most', {
        count,
        names: inOneBreath(
          most.map(({ name }) => name),
          say,
        ),
      })
