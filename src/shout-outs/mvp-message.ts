// How the MVP of a month and of a quarter reads. The month's is short; the quarter's looks back on all of it, so that on a day on which both
// come they do not say the same twice.
import type { Workspace } from '../conversation/people.ts'
import { counted } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import { positionButton } from '../leaderboard/board-message.ts'
import type { Message, Span } from '../message/message.ts'
import { buttons, headline, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { money } from '../vocabulary/money.ts'
import { periodKinds } from '../vocabulary/period.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { shownAmount, showsShares } from '../workspaces/amount-policy.ts'
import type { Mvp, Ranked } from './mvp.ts'
import { inOneBreath } from './names.ts'
import type { Season } from './season.ts'
import { type Ratio, shareOf } from './target-part.ts'

export interface Shown {
  readonly workspace: Workspace
  readonly policy: AmountPolicy
  readonly say: Say
  /** The accounts of those who are thanked, in the installation that it is shown in. */
  readonly people: ReadonlyMap<MemberId, string>
  /** The quarter's is said at the same hour in the same channel. */
  readonly quarterToo: boolean
}

/** So many are named with their figures behind the first; of more there is the number. */
const shownRunners = 4

/** Undefined where the quarter's says it: that nothing was won in it. */
export function mvpMessage(season: Season, shown: Shown): Message | undefined {
  const { say } = shown
  const { period, mvp, deals } = season
  const isQuarter = period.kind === 'quarter'
  const spoken = say.period(period)
  if (!mvp) {
    if (deals > 0n)
      return message(headline(say('shout-outs.together', { period: spoken, wins: say.plain('pulse.wins', { count: Number(deals) }) })))
    if (!isQuarter && shown.quarterToo) return undefined
    return message(headline(say(isQuarter ? 'mvp.quiet-quarter' : 'mvp.quiet-month', { period: spoken })))
  }
  const names = inOneBreath(
    mvp.first.map(({ member }) => thanked(member, shown)),
    say,
  )
  const [first] = mvp.first
  const figures = first ? figuresOf(first, mvp.first.length === 1, shown) : ''
  const [win, most] = [bestWin(season, shown), mostDeals(mvp, shown)]
  return message(
    headline(say(isQuarter ? 'mvp.quarter' : 'mvp.month', { period: spoken, names })),
    figures !== '' && text(figures),
    mvp.runners.length > 0 && text(say('mvp.runners', { runners: runnersOf(mvp, shown) })),
    (win.length > 0 || most.length > 0) && text(win.length > 0 && most.length > 0 ? [...win, ' · ', ...most] : [...win, ...most]),
    isQuarter && text(say('mvp.together', { figures: togetherOf(season, shown) })),
    season.months.length > 1 && text(say('mvp.months', { months: monthsOf(season, say) })),
    first?.share !== undefined && showsShares(shown.policy) && isPart(first, period) && quiet(say('mvp.basis')),
    buttons(positionButton({ metric: 'revenue', period, team: undefined, order: 'value' }, say)),
  )
}

/** What was asked is a part of the target of a longer period. */
const isPart = ({ asked }: Ranked, { kind }: Season['period']): boolean =>
  asked !== undefined && periodKinds.indexOf(asked.by) < periodKinds.indexOf(kind)

/** A thanks to that person: where they have an account they are told. */
function thanked({ id, name }: Ranked['member'], { people }: Shown): Span {
  const person = people.get(id)
  return person === undefined ? { kind: 'bold', spans: [name] } : { kind: 'mention', person, name }
}

const shareIn = (share: Ratio | undefined, { say, policy }: Shown): string | undefined =>
  share && showsShares(policy) ? say.percent(shareOf(share)) : undefined

const amountIn = (value: bigint, { workspace, policy, say }: Shown): string | undefined =>
  shownAmount(money(value, workspace.currency), policy, say)

/** `124 % of target · $62,000 · 9 deals`. `alone`: what is not equal for all who are level is told too. */
function figuresOf({ share, value, deals }: Ranked, alone: boolean, shown: Shown): string {
  const { say } = shown
  const of = shareIn(share, shown)
  return [
    of && say.plain('amount.of-target', { share: of }),
    alone || share === undefined ? amountIn(value, shown) : undefined,
    alone ? counted('deals', deals, say) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

/** `Kim Lund 118 % · Noor Haddad 103 %`. */
function runnersOf({ runners }: Mvp, shown: Shown): string {
  const { say } = shown
  const named = runners
    .slice(0, shownRunners)
    .map((one) => [one.member.name, one.share ? shareIn(one.share, shown) : amountIn(one.value, shown)].filter(Boolean).join(' '))
  const more = runners.length - named.length
  return [...named, ...(more > 0 ? [say.plain('board.more', { count: more })] : [])].join(' · ')
}

/** `Biggest win: Acme, $20,000 (Sam Ortiz)`. */
function bestWin({ largest }: Season, shown: Shown): readonly Span[] {
  if (!largest) return []
  const { customer, minor, owner } = largest
  const win = [customer || shown.say.plain('deal.no-customer'), amountIn(minor, shown)].filter(Boolean).join(', ')
  return shown.say('mvp.biggest', { win: `${win} (${owner})` })
}

/** `Most deals: Kim Lund, 12 deals`. One deal is no record. */
function mostDeals({ most }: Mvp, { say }: Shown): readonly Span[] {
  const [one] = most
  if (!one || one.deals < 2n) return []
  const names = most.map(({ member }) => member.name)
  return say('mvp.deals', { names: inOneBreath(names, say), deals: counted('deals', one.deals, say) })
}

/** `$1,020,000 · 85 % of target · 212 deals`. */
function togetherOf({ value, deals, share }: Season, shown: Shown): string {
  const { say } = shown
  const of = shareIn(share, shown)
  return [amountIn(value, shown), of && say.plain('amount.of-target', { share: of }), counted('deals', deals, say)]
    .filter((part) => part !== undefined)
    .join(' · ')
}

/** `October: Kim Lund · November: Sam Ortiz`. They were thanked in their month: here they are named. */
const monthsOf = ({ months }: Season, say: Say): readonly Span[] =>
  months.flatMap(({ month, mvp }, index): readonly Span[] => {
    const names = mvp.first.map(({ member }) => member.name)
    return [`${index > 0 ? ' · ' : ''}${say.month(Number(month.from.slice(5, 7)))}: `, ...inOneBreath(names, say)]
  })
