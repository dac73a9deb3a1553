// Where a change puts the deal's owner: the line and the bar that follow every echo.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Node, Span } from '../message/message.ts'
import { text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { money } from '../vocabulary/money.ts'
import { standing as standingOf } from '../vocabulary/pace.ts'
import type { Period } from '../vocabulary/period.ts'
import { ownDays } from '../vocabulary/ramp.ts'
import { contribution } from './day-totals.ts'
import type { DealFacts } from './deal.ts'
import type { Standing } from './deal-store.ts'

/** What a deal in this state is worth to a member within a period, in minor units. */
export function creditIn(facts: DealFacts | undefined, member: MemberId, period: Period): bigint {
  return contribution(facts)
    .filter((total) => total.metric === 'revenue' && total.member === member && total.day >= period.from && total.day <= period.to)
    .reduce((sum, { value }) => sum + value, 0n)
}

export interface Moved {
  readonly standing: Standing
  /** Revenue after the change, in minor units; `standing` has it before. */
  readonly after: bigint
  /** Whose it is: what they are expected to have by now depends on their leave and their ramp. */
  readonly owner: Pick<Member, 'leave' | 'startedOn'>
  /** The owner's name, or undefined when it is the person spoken to. */
  readonly name: string | undefined
}

/** `You are at $38,200 of $50,000 in Q4 2026: 76 %, on track.` and the bar with before and after. */
export function standingNodes(
  { standing, after, owner, name }: Moved,
  { workspace, today, say }: Pick<Request, 'workspace' | 'today' | 'say'>,
): readonly Node[] {
  const amount = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const period = say.period(standing.period)
  const who = name === undefined ? {} : { name }
  const { calendar, rules } = workspace
  const days = ownDays(calendar, owner, rules.ramp)
  const courseAt = (actual: bigint) => standingOf(actual, standing.target, standing.period, today, days, rules.thresholds)
  const now = courseAt(after)
  // No target, or one of a period that ends before somebody's first day: there is nothing to reach.
  if (now.target === undefined) {
    return [text(say(name === undefined ? 'standing.you-no-target' : 'standing.they-no-target', { ...who, actual: amount(after), period }))]
  }
  const before = courseAt(standing.actual)
  const values = { ...who, actual: amount(after), target: amount(now.target), period, share: say.percent(now.attainment ?? 0) }
  const pace = now.pace === undefined ? '' : say.plain(`pace.${now.pace}`)
  return [
    text(say(name === undefined ? 'standing.you' : 'standing.they', { ...values, pace: pace === '' ? '' : `, ${pace}` })),
    {
      kind: 'bar',
      filled: now.attainment ?? 0,
      ...(now.expectedShare === undefined ? {} : { tick: now.expectedShare }),
      after: beforeAfter(before.attainment ?? 0, now.attainment ?? 0, say),
    },
  ]
}

const beforeAfter = (before: number, after: number, say: Say): readonly Span[] =>
  say('standing.before-after', { before: say.percent(before), after: say.percent(after) })
