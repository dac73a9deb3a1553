// How a report reads: what is won of what, where today should be, what it takes, what will come, and the last deals or the people behind it.
import type { Request } from '../conversation/request.ts'
import { dealLine } from '../deals/deal-list-message.ts'
import { metricName } from '../languages/counted.ts'
import type { Button, Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, text } from '../message/write.ts'
import { isDealMetric } from '../vocabulary/metrics.ts'
import { periodOf } from '../vocabulary/period.ts'
import { isWorkingDay } from '../vocabulary/working-days.ts'
import { forecastLines } from './forecast-message.ts'
import { bareValue, valueText } from './metric-words.ts'
import { partsPage } from './parts-list.ts'
import { daysWorkedBy, nameIn, type Report, standingIn, type Topic, topicKey } from './report.ts'

/** The headline of a report: `Sam Ortiz · Q4 2026 · revenue`. */
export const titleOf = (report: Pick<Report, 'named' | 'period' | 'metric'>, request: Pick<Request, 'say'>): string =>
  [nameIn(report, request), request.say.period(report.period), metricName(report.metric, request.say)].join(' · ')

/** `skip`: how many of a team's parts were on the pages before. */
export function progressMessage(report: Report, request: Request, skip = 0): Message {
  const { say } = request
  const { figures, metric, parts } = report
  const now = standingIn(report, request)
  const page = parts && partsPage(report, parts, request, skip)
  const { last } = figures
  return message(
    headline(titleOf(report, request)),
    ...againstTarget(report, request),
    text(ahead(report, request)),
    ...forecastLines(report, request),
    isDealMetric(metric) && text(say(last.length > 0 ? 'progress.last' : 'progress.no-deals')),
    isDealMetric(metric) && last.length > 0 && list(last.map((deal) => dealLine(deal, request))),
    ...(page?.nodes ?? []),
    page && page.buttons.length > 0 && buttons(...page.buttons),
    buttons(...progressButtons(report, request, now.total > 0)),
  )
}

function againstTarget(report: Report, request: Request): readonly Node[] {
  const { say } = request
  const { figures, metric } = report
  const now = standingIn(report, request)
  if (!figures.target) return [text(say('progress.no-target', { actual: valueText(figures.actual, metric, request) }))]
  const full = valueText(figures.target.value, metric, request)
  if (now.target === undefined) return [text(say('progress.not-begun', { actual: valueText(figures.actual, metric, request), full }))]
  const share = now.attainment ?? 0
  const pace = now.pace === undefined ? '' : ` · ${say.plain(`pace.${now.pace}`)}`
  const actual = bareValue(figures.actual, metric, request)
  const target = valueText(now.target, metric, request)
  return [
    text(say('progress.against', { actual, target, share: say.percent(share), pace })),
    ...(now.rampShare === undefined ? [] : [text(say('progress.ramp', { share: say.percent(now.rampShare), target, full }))]),
    {
      kind: 'bar',
      filled: share,
      ...(now.expectedShare === undefined ? {} : { tick: now.expectedShare }),
      ...(now.expected === undefined || now.expectedShare === undefined
        ? {}
        : {
            after: say('progress.expected', {
              expected: valueText(now.expected, metric, request, 'whole'),
              share: say.percent(now.expectedShare),
            }),
          }),
    },
  ]
}

/** `To go $11,800 · $421 a working day for 28 days · projection $49,100`, or what is true instead. */
function ahead(report: Report, request: Request): string {
  const { say, today } = request
  const { metric, period } = report
  const value = (amount: bigint) => valueText(amount, metric, request)
  const about = (amount: bigint) => valueText(amount, metric, request, 'whole')
  const now = standingIn(report, request)
  const gap = now.gap ?? 0n
  const parts: string[] = []
  if (now.target !== undefined && gap > 0n) parts.push(say.plain('progress.to-go', { gap: value(gap) }))
  if (now.target !== undefined && gap <= 0n)
    parts.push(gap === 0n ? say.plain('progress.reached-exactly') : say.plain('progress.reached', { over: value(-gap) }))
  if (now.runRate !== undefined && gap > 0n) {
    // Of what comes in whole ones only: how far apart they may come says more than a rate of nought.
    if (metric !== 'revenue' && gap < now.left) parts.push(oneEvery(report, Math.floor(now.left / Number(gap)), request))
    else parts.push(say.plain('progress.run-rate', { rate: about(now.runRate), days: now.left }))
  } else if (now.left > 0) parts.push(say.plain('progress.days-left', { days: now.left }))
  else {
    const isLast = today >= period.from && today <= period.to && isWorkingDay(today, daysWorkedBy(report.named, request))
    parts.push(say.plain(isLast ? 'progress.last-day' : 'progress.over'))
  }
  if (now.projection !== undefined && now.left > 0) parts.push(say.plain('progress.projection', { projection: about(now.projection) }))
  return parts.join(' · ')
}

const oneEvery = ({ metric }: Report, days: number, { say }: Request): string =>
  metric === 'deals'
    ? say.plain('progress.one-every', { days })
    : say.plain('progress.one-every-of', { kind: metricName(metric, say), days })

function progressButtons(report: Report, request: Request, counts: boolean): readonly Button[] {
  const { say, speaker, today, workspace } = request
  const { subject, named, figures } = report
  const open = (label: string, topic: Topic, action = 'show-progress'): Button => ({ label, action, value: topicKey(topic) })
  const other = report.period.kind === 'month' ? 'quarter' : 'month'
  const otherPeriod = periodOf(other, today, workspace.calendar)
  const { team } = named.kind === 'member' ? named.member : speaker
  const above = named.kind === 'team' ? named.team.parent : undefined
  return [
    ...(counts ? [open(say.plain('button.maths'), report, 'show-maths')] : []),
    open(say.plain(other === 'month' ? 'button.this-month' : 'button.this-quarter'), { ...report, period: otherPeriod }),
    ...(figures.outlook && figures.outlook.now.open.length > 0 ? [open(say.plain('button.forecast'), report, 'show-forecast')] : []),
    ...(team !== undefined && subject.kind !== 'team'
      ? [open(say.plain('button.team'), { ...report, subject: { kind: 'team', team } })]
      : []),
    ...(above === undefined ? [] : [open(say.plain('button.team-above'), { ...report, subject: { kind: 'team', team: above } })]),
    ...(subject.kind === 'company' ? [] : [open(say.plain('button.company'), { ...report, subject: { kind: 'company' } })]),
    ...(subject.kind === 'member' ? [] : [open(say.plain('button.me'), { ...report, subject: { kind: 'member', member: speaker.id } })]),
  ]
}
