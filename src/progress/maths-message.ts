// *Show the maths*: every number of a report with what it was made of, so that nobody has to believe it.

import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import { probabilityText } from '../deals/deal-gist.ts'
import { shownWorth } from '../deals/deal-worth.ts'
import { weighted as weightedDeal } from '../deals/pipeline.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, text } from '../message/write.ts'
import type { TargetEvent } from '../targets/target-store.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { isDealMetric } from '../vocabulary/metrics.ts'
import { money } from '../vocabulary/money.ts'
import type { ListedDeal, Logged } from './figures-store.ts'
import { formulas } from './maths-formulas.ts'
import { valueText } from './metric-words.ts'
import { titleOf } from './progress-message.ts'
import { type Report, topicKey } from './report.ts'

export interface Behind {
  /** How the target came to be what it is, newest first. */
  readonly history: readonly TargetEvent[]
  readonly names: ReadonlyMap<MemberId, string>
  /** Open deals that the forecast counts on, the first to close first; the customer of one that the speaker may not see is left out. */
  readonly open: { readonly deals: readonly (ListedDeal & { readonly seen: boolean })[]; readonly count: number }
  /** Won deals, newest first. */
  readonly won: { readonly deals: readonly (ListedDeal & { readonly credit: bigint })[]; readonly count: number }
  /** Of an activity: what was logged, newest first. */
  readonly logged: { readonly entries: readonly Logged[]; readonly count: number }
  /** How many of each were on the pages before. */
  readonly skip: number
}

/** So many of each kind stand on a page. */
export const mathsPage = 10

export function mathsMessage(report: Report, behind: Behind, request: Request): Message {
  const { say } = request
  const { open, won, logged, skip } = behind
  const lines = (label: 'maths.open-deals' | 'maths.deals' | 'maths.entries', count: number, items: readonly (readonly Span[])[]) =>
    items.length === 0 ? [] : [text(say(label, { count })), list(items)]
  return message(
    headline(say('maths.title', { topic: titleOf(report, request) })),
    skip === 0 && list(formulas(report, behind, request)),
    ...lines(
      'maths.open-deals',
      open.count,
      open.deals.map((one) => openLine(one, report, request)),
    ),
    ...lines(
      'maths.deals',
      won.count,
      won.deals.map((one) => creditLine(one, report, request)),
    ),
    ...lines(
      'maths.entries',
      logged.count,
      logged.entries.map((one) => loggedLine(one, report, request)),
    ),
    buttons(...pages(report, behind, request)),
  )
}

function pages(report: Report, { open, won, logged, skip }: Behind, { say }: Request): readonly Button[] {
  const turn = (label: 'button.previous' | 'button.next', to: number): Button => {
    return { label: say.plain(label), action: 'show-maths', value: topicKey(report, to) }
  }
  const most = Math.max(open.count, won.count, logged.count)
  return [
    ...(skip > 0 ? [turn('button.previous', Math.max(0, skip - mathsPage))] : []),
    ...(skip + mathsPage < most ? [turn('button.next', skip + mathsPage)] : []),
    { label: say.plain('button.back'), action: 'show-progress', value: topicKey(report) },
  ]
}

/** Whose deal it is: said where there may be several. */
const ownerOf = ({ owner }: ListedDeal, { subject }: Report): string => (subject.kind === 'member' ? '' : ` · ${owner.name}`)

/** `#412 Acme · $3,500 of $5,000 · 18 Nov 2026`, with what was typed in another currency. */
function creditLine(one: Behind['won']['deals'][number], report: Report, request: Request): readonly Span[] {
  const { say } = request
  const { deal, credit } = one
  const whole = shownWorth(deal, say)
  const share =
    report.metric === 'revenue' && credit !== deal.amount.minor
      ? say.plain('maths.credit', { credit: say.money(money(credit, deal.amount.currency)), whole })
      : whole
  return [
    { kind: 'bold', spans: [`#${deal.number}`] },
    `${deal.customer ? ` ${deal.customer}` : ''} · ${share}${ownerOf(one, report)} · ${spokenDay(deal.closedOn, request)}`,
  ]
}

/** `#42 Umbrella · negotiation · $4,000 × 75 % = $3,000 · closes 12 Dec 2026` */
function openLine(one: Behind['open']['deals'][number], report: Report, request: Request): readonly Span[] {
  const { say, workspace, today } = request
  const { deal, seen } = one
  const { rules } = workspace
  const sum = `${say.money(deal.amount, 'brief')} × ${probabilityText(deal.stage, rules, say)} = ${say.money(weightedDeal(deal, rules), 'brief')}`
  const day = say.plain(deal.closedOn < today ? 'maths.late' : 'maths.closes', { day: spokenDay(deal.closedOn, request) })
  const customer = seen && deal.customer ? ` ${deal.customer}` : ''
  return [
    { kind: 'bold', spans: [`#${deal.number}`] },
    `${customer} · ${deal.stage ?? say.plain('pipeline.no-stage')} · ${sum}${ownerOf(one, report)} · ${day}`,
  ]
}

/** `#12 · 18 Nov 2026 · 12 calls` */
const loggedLine = ({ number, day, count }: Logged, { metric }: Report, request: Request): readonly Span[] => [
  { kind: 'bold', spans: [`#${number}`] },
  ` · ${spokenDay(day, request)} · ${isDealMetric(metric) ? count : valueText(BigInt(count), metric, request)}`,
]
