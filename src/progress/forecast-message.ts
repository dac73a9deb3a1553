// How a forecast reads: the line in a report, and the whole of it with each stage's part.
import type { Request } from '../conversation/request.ts'
import { probabilityText } from '../deals/deal-gist.ts'
import type { TextKey } from '../languages/language.ts'
import type { Button, Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { money } from '../vocabulary/money.ts'
import { forecastOf, inPipelineOrder, type OpenAt, type Outlook, type Said, weighted } from './forecast.ts'
import { nameIn, type Report, standingIn, topicKey } from './report.ts'

/** `$50,000`, of several people `$120,000 (4 people)`; a dash where nobody said anything. */
function saidText(
  { sum, people }: Said,
  { subject }: Pick<Report, 'subject'>,
  { say, workspace }: Pick<Request, 'say' | 'workspace'>,
): string {
  if (sum === undefined) return '–'
  const value = say.money(money(sum, workspace.currency), 'brief')
  return subject.kind === 'member' ? value : say.plain('forecast.by-people', { value, people })
}

/** Nothing is open and nobody said anything: the forecast is what is won, and that stands there already. */
const isPlain = ({ open, commit, bestCase }: Outlook) => open.length === 0 && commit.sum === undefined && bestCase.sum === undefined

/** `Forecast $52,600 (won + weighted) · commit $50,000 · best case $61,000`, and how many deals are late; nothing where there is none. */
export function forecastLines(report: Report, request: Request): readonly Node[] {
  const { say, workspace } = request
  const { outlook } = report.figures
  if (!outlook || isPlain(outlook.now)) return []
  const { now, late } = outlook
  const parts = [
    say.plain('forecast.line', { value: say.money(money(forecastOf(now, workspace.rules), workspace.currency), 'whole') }),
    ...(now.commit.sum === undefined ? [] : [say.plain('forecast.commit', { value: saidText(now.commit, report, request) })]),
    ...(now.bestCase.sum === undefined ? [] : [say.plain('forecast.best-case', { value: saidText(now.bestCase, report, request) })]),
  ]
  return [text(parts.join(' · ')), ...(late > 0 ? [quiet(lateText(late, request))] : [])]
}

const lateText = (late: number, { say }: Pick<Request, 'say'>): string => say.plain('forecast.late', { count: late })

/** A forecast in full. `news`: what was just done to it, with the way back. */
export function forecastMessage(
  report: Report,
  request: Request,
  news?: { readonly said: readonly string[]; readonly undo: Button | undefined },
): Message {
  const { say, workspace } = request
  const { figures } = report
  const { outlook } = figures
  if (!outlook?.earlier) throw new Error('A forecast was not looked up')
  const { rules } = workspace
  const { now, earlier, late } = outlook
  const value = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const forecast = forecastOf(now, rules)
  const course = standingIn({ ...report, figures: { ...figures, actual: forecast } }, request)
  const title = [nameIn(report, request), say.period(report.period), say.plain('forecast.word')].join(' · ')
  return message(
    headline(news ? news.said.join(' ') : title),
    news && text(title),
    text(
      course.target === undefined || course.attainment === undefined
        ? say('progress.no-target', { actual: value(forecast) })
        : say('forecast.against', { value: value(forecast), target: value(course.target), share: say.percent(course.attainment) }),
    ),
    text(
      say('forecast.made-of', {
        won: value(now.won),
        weighted: value(weighted(now.open, rules)),
        before: value(forecastOf(earlier, rules)),
      }),
    ),
    now.open.length > 0 ? list(inPipelineOrder(now.open, rules).map((one) => stageText(one, request))) : quiet(say('forecast.no-open')),
    ...callLines(report, { now, earlier }, request),
    late > 0 && quiet(lateText(late, request)),
    buttons(...(news?.undo ? [news.undo] : []), ...forecastButtons(report, request)),
  )
}

/** `negotiation 75 %: 2 deals, $12,000 → $9,000` */
function stageText({ stage, count, minor }: OpenAt, { say, workspace }: Request): string {
  const { rules, currency } = workspace
  return say.plain('forecast.stage', {
    stage: stage || say.plain('pipeline.no-stage'),
    probability: probabilityText(stage, rules, say),
    count,
    value: say.money(money(minor, currency), 'brief'),
    weighted: say.money(money(weighted([{ stage, minor }], rules), currency), 'brief'),
  })
}

function callLines(
  report: Report,
  { now, earlier }: { readonly now: Outlook; readonly earlier: Outlook },
  request: Request,
): readonly Node[] {
  const { say, speaker } = request
  const line = (key: 'forecast.said-commit' | 'forecast.said-best', what: 'commit' | 'bestCase') =>
    now[what].sum === undefined && earlier[what].sum === undefined
      ? []
      : [text(say(key, { value: saidText(now[what], report, request), before: saidText(earlier[what], report, request) }))]
  const lines = [...line('forecast.said-commit', 'commit'), ...line('forecast.said-best', 'bestCase')]
  const isOwn = report.subject.kind === 'member' && report.subject.member === speaker.id
  return lines.length > 0 || !isOwn ? lines : [quiet(say('forecast.nothing-said'))]
}

function forecastButtons(report: Report, { say, speaker }: Request): readonly Button[] {
  const { subject, named } = report
  const open = (label: TextKey, to: Report['subject'], action = 'show-forecast'): Button => {
    return { label: say.plain(label), action, value: topicKey({ ...report, subject: to }) }
  }
  const { team } = named.kind === 'member' ? named.member : speaker
  return [
    open('button.progress', subject, 'show-progress'),
    ...(team !== undefined && subject.kind !== 'team' ? [open('button.team', { kind: 'team', team })] : []),
    ...(subject.kind === 'company' ? [] : [open('button.company', { kind: 'company' })]),
    ...(subject.kind === 'member' ? [] : [open('button.me', { kind: 'member', member: speaker.id })]),
  ]
}
