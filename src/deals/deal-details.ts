// How one deal with its history, and a list of deals, read.
import type { Request } from '../conversation/request.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, facts, headline, list, message, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { today as dayOf } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import { periodKey } from '../vocabulary/period.ts'
import type { Deal, DealEvent } from './deal.ts'
import { dealButtons } from './deal-button.ts'
import { type DealPage, listedDay, shareOf } from './deal-message.ts'

const dayLabels = { won: 'deal.fact-day', withdrawn: 'deal.fact-day', open: 'deal.fact-closes', lost: 'deal.fact-lost' } as const

/** Everything that is stored of a deal, and what happened to it. */
export function dealMessage(deal: Deal, events: readonly DealEvent[], names: ReadonlyMap<MemberId, string>, request: Request): Message {
  const { say, workspace } = request
  const name = (id: MemberId) => names.get(id) ?? '?'
  const state = say.plain(`deal.state-${deal.state}`, { stage: deal.stage ?? '' })
  const pairs: (readonly [string, string])[] = [
    [say.plain('deal.fact-amount'), say.money(deal.amount)],
    [say.plain('deal.fact-owner'), name(deal.owner)],
    [say.plain(dayLabels[deal.state]), listedDay(deal.closedOn, request)],
    [say.plain('deal.fact-state'), state],
  ]
  const shared = deal.splits.map(({ member, basisPoints }) =>
    say.plain('deal.shared-with', { name: name(member), share: shareOf(basisPoints, say) }),
  )
  if (shared.length > 0) pairs.push([say.plain('deal.fact-splits'), shared.join(', ')])
  if (deal.note) pairs.push([say.plain('deal.fact-note'), deal.note])
  if (deal.tags.length > 0) pairs.push([say.plain('deal.fact-tags'), deal.tags.map((tag) => `#${tag}`).join(' ')])
  const history = events.slice(-12).map((event) =>
    say(`deal.event-${event.kind}`, {
      name: name(event.by),
      date: say.date(dayOf(event.at, workspace.timeZone)),
      amount: say.money(event.after.amount),
      stage: event.after.stage ?? '',
    }),
  )
  return message(
    headline(say('deal.title', { number: deal.number, customer: deal.customer || say.plain('deal.no-customer') })),
    facts(pairs),
    text(say('deal.history')),
    list(history),
    buttons(...dealButtons(deal, say)),
  )
}

/** One page of won deals, with the way to the next. */
export function dealListMessage({ deals, count, sum, period, skip, pageLength }: DealPage, request: Request): Message {
  const { say, workspace } = request
  const values = { count, sum: say.money(money(sum, workspace.currency)), ...(period ? { period: say.period(period) } : {}) }
  if (count === 0) return message(headline(say(period ? 'deal.list-empty-period' : 'deal.list-empty', values)))
  const key = period ? periodKey(period) : ''
  const turn = (label: 'button.newer' | 'button.older', to: number): Button => ({
    label: say.plain(label),
    action: 'turn-deal-page',
    value: `${to}:${key}`,
  })
  const pages = [
    ...(skip > 0 ? [turn('button.newer', Math.max(0, skip - pageLength))] : []),
    ...(skip + deals.length < count ? [turn('button.older', skip + pageLength)] : []),
  ]
  return message(
    headline(say(period ? 'deal.list-period' : 'deal.list', values)),
    list(deals.map((deal) => dealLine(deal, request))),
    pages.length > 0 && buttons(...pages),
  )
}

/** `#412 Acme · $5,000 · today` */
export const dealLine = (deal: Deal, request: Pick<Request, 'today' | 'say'>): readonly Span[] => [
  { kind: 'bold', spans: [`#${deal.number}`] },
  `${deal.customer ? ` ${deal.customer}` : ''} · ${request.say.money(deal.amount, 'brief')} · ${listedDay(deal.closedOn, request)}`,
]
