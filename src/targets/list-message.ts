// How the list of targets reads.
import type { Request } from '../conversation/request.ts'
import { metricName } from '../languages/counted.ts'
import type { Button, Message } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { today as dayOf } from '../vocabulary/local-date.ts'
import { type Period, periodKey, periodOf } from '../vocabulary/period.ts'
import { indent } from './split-message.ts'
import { targetCode } from './target-button.ts'
import type { TargetLine, TargetList } from './target-list.ts'
import { assignmentNodes, metricValue, valueOrNone, verdictOf } from './target-message.ts'

const pageLength = 10

export function listMessage(all: TargetList, skip: number, request: Request): Message {
  const { say } = request
  const { lines, history, name, metric, period } = all
  const from = skip < lines.length ? skip : 0
  const shown = lines.slice(from, from + pageLength)
  const title = [name ?? say.plain('progress.company'), say.period(period), metricName(metric, say)].join(' · ')
  const top = from === 0 ? lines[0] : undefined
  const isTold = from === 0 && (history.length > 1 || history.some(({ reason }) => reason !== undefined))
  return message(
    headline(say('target.list-title', { title })),
    lines.length === 0 && text(say('target.list-empty', { period: say.period(period) })),
    lines.length === 0 && text(say('complaint.try', { example: `/target set company 1.2m ${periodKey(period)}` })),
    shown.length > 0 && list(shown.map((line) => lineOf(line, all, request))),
    lines.length > pageLength && quiet(say('target.page', { from: from + 1, to: from + shown.length, count: lines.length })),
    ...(top?.assignment ? assignmentNodes([top.assignment], metric, request) : []),
    isTold && text(say('deal.history')),
    isTold && list(history.map((event) => eventLine(event, all, request))),
    buttons(...listButtons(all, from, request)),
  )
}

/** `North · $1,200,000 · 61 % · Gus Berg · below it 10 % over-assignment` */
function lineOf(
  { node, depth, target, reached, attainment, setBy, assignment }: TargetLine,
  { metric }: TargetList,
  request: Request,
): string {
  const { say } = request
  const parts = [
    node.name ?? say.plain('progress.company'),
    target ? metricValue(target.value, metric, request) : say.plain('target.none'),
    attainment === undefined ? metricValue(reached, metric, request) : say.percent(attainment),
    ...(setBy === undefined ? [] : [say.plain('target.set-by', { name: setBy })]),
    ...(depth > 0 && assignment && assignment.verdict !== 'exact'
      ? [say.plain('target.below-it', { verdict: verdictOf(assignment, request) })]
      : []),
  ]
  return indent(depth) + parts.join(' · ')
}

function eventLine(event: TargetList['history'][number], { metric }: TargetList, request: Request): string {
  const { say, workspace } = request
  const values = {
    date: say.date(dayOf(event.at, workspace.timeZone)),
    name: event.name,
    before: valueOrNone({ value: event.before, metric }, request),
    after: valueOrNone({ value: event.after, metric }, request),
  }
  const line = say.plain('target.event', values)
  return event.reason === undefined ? line : `${line} · ${say.plain('target.because', { reason: event.reason })}`
}

function listButtons(all: TargetList, skip: number, request: Request): readonly Button[] {
  const { say, today, workspace } = request
  const open = (label: string, period: Period, to: number): Button => ({
    label,
    action: 'show-targets',
    value: targetCode({ ...all, period }, String(to)),
  })
  const others = (['month', 'quarter', 'year'] as const)
    .map((kind) => periodOf(kind, today, workspace.calendar))
    .filter(({ kind, from }) => kind !== all.period.kind || from !== all.period.from)
  return [
    ...(skip > 0 ? [open(say.plain('button.back'), all.period, Math.max(0, skip - pageLength))] : []),
    ...(skip + pageLength < all.lines.length ? [open(say.plain('target.more'), all.period, skip + pageLength)] : []),
    ...others.map((period) => open(say.period(period), period, 0)),
  ]
}
