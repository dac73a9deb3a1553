// How the answers about targets read.
import type { Request } from '../conversation/request.ts'
import { counted } from '../languages/counted.ts'
import type { Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { writeAmount } from '../vocabulary/amount.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { decimalsOf, money, toDecimalString } from '../vocabulary/money.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { periodKey } from '../vocabulary/period.ts'
import { workingDays } from '../vocabulary/working-days.ts'
import type { Assignment, Comparison } from './assignment.ts'
import type { PeriodAssignment } from './period-assignment.ts'
import type { Target, TargetKey } from './target.ts'
import { type TakingBack, takingBackCode, targetCode } from './target-button.ts'
import type { TargetChange, Undone } from './target-store.ts'

type Speaking = Pick<Request, 'say' | 'workspace'>

/** A value of a metric as people write it; one that is only estimated is rounded to whole units. */
export const metricValue = (value: bigint, metric: Metric, { say, workspace }: Speaking, style: 'brief' | 'whole' = 'brief'): string =>
  metric === 'revenue' ? say.money(money(value, workspace.currency), style) : counted(metric, value, say)

/** So many names are said before the rest becomes a number. */
const mostNames = 5

/** `Sam Ortiz, Kim Lund and 7 more` */
export function namesOf(names: readonly string[], { say }: Pick<Request, 'say'>): string {
  const said = names.slice(0, mostNames).join(', ')
  return names.length > mostNames ? say.plain('target.and-more', { names: said, count: names.length - mostNames }) : said
}

export const nameIn = (name: string | undefined, { say }: Pick<Request, 'say'>): string => name ?? say.plain('subject.company')

/** `10 % over-assignment`, `exactly` */
export function verdictOf({ verdict, percent }: Comparison, { say }: Pick<Request, 'say'>): string {
  if (verdict === 'exact') return say.plain('target.check-exact')
  const share = percent === 0 ? say.plain('target.less-than', { share: say.percent(0.01) }) : say.percent(percent / 100)
  return say.plain(`target.check-${verdict}`, { share })
}

/** `Reps of North together $1,320,000 against the team’s $1,200,000: 10 % over-assignment` */
export function assignmentNodes(assignments: readonly Assignment[], metric: Metric, request: Speaking): readonly Node[] {
  return assignments.map((one) => {
    const { node, own, below, of, missing } = one
    const { say } = request
    const values = {
      of,
      name: nameIn(node.name, request),
      kind: node.subject.kind,
      below: metricValue(below, metric, request),
      own: metricValue(own, metric, request),
      verdict: verdictOf(one, request),
    }
    const line = say('target.check', values)
    return quiet(missing.length > 0 ? [...line, ' · ', ...say('target.check-missing', { names: namesOf(missing, request) })] : line)
  })
}

/** `Quarters of 2026 together $1,100,000 against $1,200,000: 8 % under-assignment` */
export function periodNodes(assignments: readonly PeriodAssignment[], metric: Metric, request: Speaking): readonly Node[] {
  const { say } = request
  return assignments.map((one) => {
    const line = say('target.check-periods', {
      of: one.of,
      period: say.period(one.period),
      below: metricValue(one.below, metric, request),
      own: metricValue(one.own, metric, request),
      verdict: verdictOf(one, request),
    })
    const names = one.missing.map((period) => say.period(period))
    return quiet(names.length > 0 ? [...line, ' · ', ...say('target.check-missing', { names: namesOf(names, request) })] : line)
  })
}

export interface SetAnswer {
  readonly target: TargetKey & { readonly value: bigint }
  readonly name: string | undefined
  readonly before: Target | undefined
  readonly reason: string | undefined
  readonly assignments: readonly Assignment[]
  readonly periods: readonly PeriodAssignment[]
  readonly batch: string
}

export function targetMessage({ target, name, before, reason, assignments, periods, batch }: SetAnswer, request: Request): Message {
  const { say, workspace } = request
  const { from, to } = target.period
  const days = workingDays(from, to, workspace.calendar)
  const values = {
    name: nameIn(name, request),
    value: metricValue(target.value, target.metric, request),
    period: say.period(target.period),
  }
  const isNew = before?.value !== target.value
  return message(
    headline(
      !before
        ? say('target.set', values)
        : isNew
          ? say('target.changed', { ...values, before: metricValue(before.value, before.metric, request) })
          : say('target.already', values),
    ),
    isNew && reason !== undefined && quiet(say('target.because', { reason })),
    days > 1 &&
      target.metric === 'revenue' &&
      divideHalfUp(target.value, BigInt(days)) > 0n &&
      quiet(say('target.per-day', { value: perDay(divideHalfUp(target.value, BigInt(days)), request), days })),
    ...assignmentNodes(assignments, target.metric, request),
    ...periodNodes(periods, target.metric, request),
    isNew && buttons({ label: say.plain('button.undo'), action: 'undo-targets', value: batch }),
  )
}

/** In whole units, but for less than ten of them: 38 cents a day are not nothing. */
const perDay = (value: bigint, request: Speaking): string =>
  metricValue(value, 'revenue', request, value < 10n ** BigInt(decimalsOf(request.workspace.currency) + 1) ? 'brief' : 'whole')

/** The question why: what stands there, a sentence that would do, and a button. */
export function whyMessage(
  { target, name, before, why }: Pick<SetAnswer, 'target' | 'name' | 'before'> & { readonly why: 'over' | 'begun' },
  request: Request,
): Message {
  const { say } = request
  const { metric, period, value } = target
  const values = { name: nameIn(name, request), period: say.period(period), value: metricValue(value, metric, request) }
  const stands = before ? metricValue(before.value, metric, request) : ''
  return message(
    headline(why === 'over' ? say('target.why-over', values) : say('target.why-begun', { ...values, before: stands })),
    text([...say('complaint.nothing-saved'), ' ', ...say('complaint.try', { example: sentenceOf(target, name, request) })]),
    buttons({
      label: say.plain('button.give-reason'),
      action: 'give-target-reason',
      value: targetCode(target, String(value)),
      style: 'primary',
    }),
  )
}

/** What would set it: `/target set "Sam Ortiz" 70000 2026-Q4 because …` */
function sentenceOf({ subject, metric, period, value }: SetAnswer['target'], name: string | undefined, { workspace }: Speaking): string {
  const { currency } = workspace
  const whole = toDecimalString(money(value, currency)).replace(/\.0+$/, '')
  // Three decimals read as thousands, so there it takes the form that leaves no doubt.
  const amount = metric !== 'revenue' ? `${value} ${metric}` : decimalsOf(currency) === 3 ? writeAmount(money(value, currency)) : whole
  const whom = subject.kind === 'company' ? 'company' : `"${name ?? ''}"`
  return `/target set ${whom} ${amount} ${periodKey(period)} because …`
}

/** After *Undo*, which has a *Redo*, and (`again`) after *Redo*, which has an *Undo*. `nameOf`: of somebody who may have left meanwhile. */
export function undoneMessage(
  { restored, movedOn }: Undone,
  {
    batch,
    again,
    nameOf,
    assignments,
  }: TakingBack & { readonly nameOf: (key: TargetKey) => string; readonly assignments: readonly Assignment[] },
  request: Request,
): Message {
  const { say } = request
  const [first] = restored
  const line = (one: TargetChange) => {
    const values = { name: nameOf(one), period: say.period(one.period) }
    return one.value === undefined
      ? say('target.undone-none', values)
      : say(again ? 'target.redone' : 'target.undone', { ...values, value: metricValue(one.value, one.metric, request) })
  }
  return message(
    headline(
      restored.length === 0
        ? say('target.nothing-undone')
        : restored.length === 1 && first
          ? line(first)
          : say(again ? 'target.redone-many' : 'target.undone-many', { count: restored.length }),
    ),
    movedOn.length > 0 && text(say('target.moved-on')),
    movedOn.length > 0 &&
      list(movedOn.slice(0, mostNames).map((one) => `${nameOf(one)} · ${say.period(one.period)} · ${valueOrNone(one, request)}`)),
    movedOn.length > mostNames && quiet(say('target.others', { count: movedOn.length - mostNames })),
    ...(first ? assignmentNodes(assignments, first.metric, request) : []),
    restored.length > 0 &&
      buttons({
        label: say.plain(again ? 'button.undo' : 'button.redo'),
        action: 'undo-targets',
        value: takingBackCode({ batch, again: !again }),
      }),
  )
}

/** A value, or that there is none. */
export const valueOrNone = ({ value, metric }: Pick<TargetChange, 'value' | 'metric'>, request: Speaking): string =>
  value === undefined ? request.say.plain('target.none') : metricValue(value, metric, request)
