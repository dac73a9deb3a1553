// *Show the maths*: every number of a report with what it was made of, so that nobody has to believe it.
import type { Request } from '../conversation/request.ts'
import type { Deal } from '../deals/deal.ts'
import { listedDay } from '../deals/deal-message.ts'
import type { Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, text } from '../message/write.ts'
import { metricValue } from '../targets/target-message.ts'
import { today as dayOf } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import { standingIn, titleOf } from './progress-message.ts'
import { type Report, topicKey } from './report.ts'

export interface Behind {
  /** Newest first. */
  readonly deals: readonly { readonly deal: Deal; readonly credit: bigint }[]
  /** How many there are beside those shown too. */
  readonly count: number
  /** Who set the target. */
  readonly setBy: string | undefined
}

export function mathsMessage(report: Report, behind: Behind, request: Request): Message {
  const { say } = request
  const rest = behind.count - behind.deals.length
  return message(
    headline(say('maths.title', { topic: titleOf(report, request) })),
    list(formulas(report, behind, request)),
    behind.deals.length > 0 && text(say('maths.deals', { count: behind.count })),
    behind.deals.length > 0 && list(behind.deals.map((one) => creditLine(one, report, request))),
    rest > 0 && text(say('maths.more-deals', { count: rest })),
    buttons({ label: say.plain('button.back'), action: 'show-progress', value: topicKey(report) }),
  )
}

function formulas(report: Report, { setBy }: Behind, request: Request): readonly (readonly Span[])[] {
  const { say, workspace } = request
  const { figures, metric, period } = report
  const value = (amount: bigint) => metricValue(amount, metric, request)
  const now = standingIn(report, request)
  const { target } = figures
  const actual = value(figures.actual)
  const days = { elapsed: now.elapsed, total: now.total, left: now.left }
  const lines: (readonly Span[])[] = []
  if (target) {
    const when = say.date(dayOf(target.setAt, workspace.timeZone))
    lines.push(say('maths.target', { target: value(target.value), name: setBy ?? '?', when }))
    lines.push(say('maths.attainment', { actual, target: value(target.value), share: say.percent(now.attainment ?? 0) }))
  } else lines.push(say('maths.no-target'))
  lines.push(say('maths.days', { ...days, from: say.date(period.from), to: say.date(period.to) }))
  if (target && now.expected !== undefined) {
    lines.push(say('maths.expected', { ...days, target: value(target.value), expected: value(now.expected) }))
    if (now.pace !== undefined) {
      const share = say.percent(Number(figures.actual) / Number(now.expected)) // for the eye; the pace itself is compared exactly
      lines.push(say('maths.pace', { actual, expected: value(now.expected), share, pace: say.plain(`pace.${now.pace}`) }))
    }
  }
  if (target && now.runRate !== undefined && now.gap !== undefined && now.gap > 0n) {
    lines.push(say('maths.run-rate', { target: value(target.value), actual, ...days, rate: value(now.runRate) }))
  }
  if (now.projection !== undefined) lines.push(say('maths.projection', { actual, ...days, projection: value(now.projection) }))
  return lines
}

/** `#412 Acme · $3,500 of $5,000 · 18 Nov 2026` */
function creditLine({ deal, credit }: Behind['deals'][number], { metric }: Report, request: Request): readonly Span[] {
  const { say } = request
  const whole = say.money(deal.amount)
  const share =
    metric === 'revenue' && credit !== deal.amount.minor
      ? say.plain('maths.credit', { credit: say.money(money(credit, deal.amount.currency)), whole })
      : whole
  return [
    { kind: 'bold', spans: [`#${deal.number}`] },
    `${deal.customer ? ` ${deal.customer}` : ''} · ${share} · ${listedDay(deal.closedOn, request)}`,
  ]
}
