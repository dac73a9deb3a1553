// Why somebody is behind, in words: the factor with both numbers, or that it cannot be told.
import type { Workspace } from '../conversation/people.ts'
import { metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Span } from '../message/message.ts'
import { money } from '../vocabulary/money.ts'
import { type Comparison, type Diagnosis, factors, leastDecided, leastExpected, leastShortfall } from './diagnosis.ts'
import { leastForMedian } from './intervals.ts'
import type { Days } from './track.ts'

interface Speaking {
  readonly workspace: Pick<Workspace, 'currency' | 'calendar'>
  readonly say: Say
}

/** `calls: 20 a week, usually 40`, `wins 12 % of what is decided, the team 31 %`. */
export function reasonWords({ reason, isThin }: Diagnosis, speaking: Speaking): string {
  const { say } = speaking
  if (!reason) return say.plain(isThin ? 'reason.thin' : 'reason.none')
  const { against } = reason
  const { value, reference } = figuresOf(reason, speaking)
  switch (reason.factor) {
    case 'activity':
      return say.plain('reason.activity', { kind: metricName(reason.kind, say), value, reference, against })
    case 'conversion':
      return say.plain('reason.conversion', { value, reference, against })
    case 'deal-size':
      return say.plain('reason.deal-size', { value, reference, against })
    case 'cycle':
      return say.plain('reason.cycle', { value: reason.value, reference, against })
  }
}

/** Every comparison with the numbers that it was made of: a line for each factor, with both sides. */
export function comparisonLines({ comparisons }: Diagnosis, speaking: Speaking): readonly (readonly Span[])[] {
  const { say } = speaking
  const told = factors.map((factor) => comparisons.filter((one) => one.factor === factor)).filter((sides) => sides.length > 0)
  return told.map((sides) => {
    const compared = sides.map((one) => {
      const verdict = one.shortfall < leastShortfall ? 'enough' : one.isReal ? 'short' : 'chance'
      const { reference } = figuresOf(one, speaking)
      return say.plain('maths.compared', { against: one.against, reference, verdict, share: say.percent(one.shortfall) })
    })
    const [first] = sides
    return [[first ? madeOf(first, speaking) : '', ...compared].join(' · ')]
  })
}

/** What was looked at, and what counts. */
export const howItIsTold = ({ from, to }: Days, say: Say): readonly Span[] =>
  say('maths.why-how', {
    from: say.date(from),
    to: say.date(to),
    least: say.percent(leastShortfall),
    decided: leastDecided,
    wins: leastForMedian,
    expected: leastExpected,
  })

function madeOf(one: Comparison, speaking: Speaking): string {
  const { say } = speaking
  const { value } = figuresOf(one, speaking)
  switch (one.factor) {
    case 'activity':
      return say.plain('maths.activity', { kind: metricName(one.kind, say), count: say.number(one.count), days: one.days, value })
    case 'conversion':
      return say.plain('maths.conversion', { won: one.won, lost: one.decided - one.won, value })
    case 'deal-size':
      return say.plain('maths.deal-size', { deals: one.deals, value })
    case 'cycle':
      return say.plain('maths.cycle', { deals: one.deals, value: one.value })
  }
}

/** Value and reference as they are said; an activity per week, since a day is too short for most. */
function figuresOf(one: Comparison, { workspace, say }: Speaking): { readonly value: string; readonly reference: string } {
  const aWeek = (rate: number) => say.number(Math.round(10 * rate * workspace.calendar.workingDays.length) / 10)
  switch (one.factor) {
    case 'activity':
      return { value: aWeek(one.value), reference: aWeek(one.reference) }
    case 'conversion':
      return { value: say.percent(one.value), reference: say.percent(one.reference) }
    case 'deal-size': {
      const amount = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
      return { value: amount(one.value), reference: amount(one.reference) }
    }
    case 'cycle':
      return { value: say.number(one.value), reference: say.number(one.reference) }
  }
}
