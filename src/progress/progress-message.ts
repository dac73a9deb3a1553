// How a report reads: what is won of what, where today should be, what it takes, and the last deals.
import type { Request } from '../conversation/request.ts'
import { dealLine } from '../deals/deal-details.ts'
import type { TextKey } from '../languages/language.ts'
import type { Button, Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, text } from '../message/write.ts'
import { metricValue } from '../targets/target-message.ts'
import { type Course, standing as standingOf } from '../vocabulary/pace.ts'
import { periodOf } from '../vocabulary/period.ts'
import { isWorkingDay } from '../vocabulary/working-days.ts'
import { type Report, type Topic, topicKey } from './report.ts'

/** The headline of a report: `Sam Ortiz · Q4 2026 · revenue`. */
export const titleOf = ({ name, period, metric }: Pick<Report, 'name' | 'period' | 'metric'>, { say }: Pick<Request, 'say'>): string =>
  [
    name ?? say.plain('progress.company'),
    say.period(period),
    say.plain(metric === 'revenue' ? 'metric.revenue' : 'metric.deals-name'),
  ].join(' · ')

/** The arithmetic of a report, as of the request's day. */
export const standingIn = ({ figures, period }: Report, { today, workspace }: Request): Course =>
  standingOf(figures.actual, figures.target?.value, period, today, workspace.calendar)

export function progressMessage(report: Report, request: Request): Message {
  const { say } = request
  const { figures, metric } = report
  const value = (amount: bigint) => metricValue(amount, metric, request)
  const now = standingIn(report, request)
  return message(
    headline(titleOf(report, request)),
    ...(figures.target ? againstTarget(report, request) : [text(say('progress.no-target', { actual: value(figures.actual) }))]),
    text(ahead(report, request)),
    figures.last.length > 0 ? text(say('progress.last')) : text(say('progress.no-deals')),
    figures.last.length > 0 && list(figures.last.map((deal) => dealLine(deal, request))),
    buttons(...progressButtons(report, request, now.total > 0)),
  )
}

function againstTarget(report: Report, request: Request): readonly Node[] {
  const { say } = request
  const { figures, metric } = report
  const value = (amount: bigint) => metricValue(amount, metric, request)
  const now = standingIn(report, request)
  const target = figures.target?.value ?? 0n
  const share = now.attainment ?? 0
  const pace = now.pace === undefined ? '' : ` · ${say.plain(`pace.${now.pace}`)}`
  return [
    text(say('progress.against', { actual: value(figures.actual), target: value(target), share: say.percent(share), pace })),
    {
      kind: 'bar',
      filled: share,
      ...(now.expectedShare === undefined ? {} : { tick: now.expectedShare }),
      ...(now.expected === undefined || now.expectedShare === undefined
        ? {}
        : {
            after: say('progress.expected', {
              expected: metricValue(now.expected, metric, request, 'whole'),
              share: say.percent(now.expectedShare),
            }),
          }),
    },
  ]
}

/** `To go $11,800 · $421 a working day for 28 days · projection $49,100`, or what is true instead. */
function ahead(report: Report, request: Request): string {
  const { say, today } = request
  const { figures, metric, period } = report
  const value = (amount: bigint) => metricValue(amount, metric, request)
  const about = (amount: bigint) => metricValue(amount, metric, request, 'whole')
  const now = standingIn(report, request)
  const gap = now.gap ?? 0n
  const parts: string[] = []
  if (figures.target && gap > 0n) parts.push(say.plain('progress.to-go', { gap: value(gap) }))
  if (figures.target && gap <= 0n) parts.push(say.plain('progress.reached', { over: value(-gap) }))
  if (now.runRate !== undefined && gap > 0n) {
    // Of deals there are only whole ones: how far apart they may come says more than a rate of nought.
    if (metric === 'deals' && gap < now.left) parts.push(say.plain('progress.one-every', { days: Math.floor(now.left / Number(gap)) }))
    else parts.push(say.plain('progress.run-rate', { rate: about(now.runRate), days: now.left }))
  } else if (now.left > 0) parts.push(say.plain('progress.days-left', { days: now.left }))
  else parts.push(say.plain(today <= period.to && isWorkingDay(today, request.workspace.calendar) ? 'progress.last-day' : 'progress.over'))
  if (now.projection !== undefined && now.left > 0) parts.push(say.plain('progress.projection', { projection: about(now.projection) }))
  return parts.join(' · ')
}

function progressButtons(report: Report, request: Request, counts: boolean): readonly Button[] {
  const { say, speaker, today, workspace } = request
  const open = (label: TextKey | string, topic: Topic, action = 'show-progress'): Button => ({ label, action, value: topicKey(topic) })
  const other = report.period.kind === 'month' ? 'quarter' : 'month'
  const otherPeriod = periodOf(other, today, workspace.calendar)
  const mine = { ...report, subject: { kind: 'member' as const, member: speaker.id } }
  return [
    ...(counts ? [open(say.plain('button.maths'), report, 'show-maths')] : []),
    open(say.plain(other === 'month' ? 'button.this-month' : 'button.this-quarter'), { ...report, period: otherPeriod }),
    report.subject.kind === 'company'
      ? open(say.plain('button.me'), mine)
      : open(say.plain('button.company'), { ...report, subject: { kind: 'company' } }),
  ]
}
