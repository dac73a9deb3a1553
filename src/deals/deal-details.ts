// How one deal with its history reads.

import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import type { Message, Span } from '../message/message.ts'
import { buttons, facts, headline, list, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { today as dayOf, daysBetween } from '../vocabulary/local-date.ts'
import type { Deal, DealEvent } from './deal.ts'
import { dealButtons } from './deal-button.ts'
import { differencesText } from './deal-differences.ts'
import { probabilityText, reasonText, shareOf } from './deal-gist.ts'
import { shownWorth } from './deal-worth.ts'
import { weighted } from './pipeline.ts'
import type { Story } from './story.ts'

const dayLabels = { won: 'deal.fact-day', withdrawn: 'deal.fact-day', open: 'deal.fact-closes', lost: 'deal.fact-lost' } as const

/** So many of the latest events. */
const shownEvents = 12

export interface Stored {
  readonly deal: Deal
  readonly events: readonly DealEvent[]
  /** Of everybody whom they name. */
  readonly names: ReadonlyMap<MemberId, string>
  /** How it was won, where that was told. */
  readonly story: Story | undefined
}

/** Everything that is stored of a deal, and what happened to it. */
export function dealMessage({ deal, events, names, story }: Stored, request: Request): Message {
  const { say } = request
  return message(
    headline(say('deal.title', { number: deal.number, customer: deal.customer || say.plain('deal.no-customer') })),
    facts([...mainFacts(deal, names, request), ...pipelineFacts(deal, request), ...otherFacts(deal, names, request)]),
    story && text(say('story.fact', { story: story.text })),
    text(say('deal.history')),
    events.length > shownEvents && quiet(say('deal.event-earlier', { count: events.length - shownEvents })),
    list(events.slice(-shownEvents).map((event) => eventLine(event, names, request))),
    buttons(...dealButtons(deal, say, { isTold: story !== undefined })),
  )
}

type Pair = readonly [string, string]

function mainFacts(deal: Deal, names: ReadonlyMap<MemberId, string>, request: Request): readonly Pair[] {
  const { say } = request
  return [
    [say.plain('deal.fact-amount'), shownWorth(deal, say)],
    [say.plain('deal.fact-owner'), names.get(deal.owner) ?? '?'],
    [say.plain(dayLabels[deal.state]), spokenDay(deal.closedOn, request)],
    [say.plain('deal.fact-state'), say.plain(`deal.state-${deal.state}`, { stage: deal.stage ?? '' })],
    ...(deal.state === 'lost' ? [[say.plain('deal.fact-reason'), reasonText(deal, say)] as const] : []),
    ...(deal.product ? [[say.plain('deal.fact-product'), deal.product] as const] : []),
  ]
}

/** How long it is in its stage, which way it came, and how old it is or how long it took. */
function pipelineFacts(deal: Deal, { say, today, workspace }: Request): readonly Pair[] {
  const isOpen = deal.state === 'open'
  const pairs: Pair[] = []
  if (isOpen) {
    const days = deal.stageSince === undefined ? 0 : Math.max(0, daysBetween(deal.stageSince, today))
    const probability = probabilityText(deal.stage, workspace.rules, say)
    const stage = deal.stageSince === undefined ? `${deal.stage ?? ''} ${probability}` : undefined
    pairs.push([say.plain('deal.fact-stage'), stage ?? say.plain('deal.in-stage', { stage: deal.stage ?? '', probability, days })])
    pairs.push([say.plain('deal.fact-weighted'), say.money(weighted(deal, workspace.rules))])
  }
  if (deal.path.length > 1) pairs.push([say.plain('deal.fact-path'), deal.path.join(' → ')])
  if (deal.openedOn !== undefined && deal.state !== 'withdrawn') {
    const [from, to] = [deal.openedOn, isOpen ? today : deal.closedOn]
    const days = daysBetween(from, to)
    const age = isOpen
      ? say.plain('deal.age', { days, date: say.date(from) })
      : say.plain('deal.took', { days, from: say.date(from), to: say.date(to) })
    // What was noted only after it had closed took no time that anybody knows.
    if (days >= 0) pairs.push([say.plain(isOpen ? 'deal.fact-age' : 'deal.fact-took'), age])
  }
  return pairs
}

function otherFacts(deal: Deal, names: ReadonlyMap<MemberId, string>, { say }: Request): readonly Pair[] {
  const shared = deal.splits.map(({ member, basisPoints }) =>
    say.plain('deal.shared-with', { name: names.get(member) ?? '?', share: shareOf(basisPoints, say) }),
  )
  return [
    ...(shared.length > 0 ? [[say.plain('deal.fact-splits'), shared.join(', ')] as const] : []),
    ...(deal.note ? [[say.plain('deal.fact-note'), deal.note] as const] : []),
    ...(deal.tags.length > 0 ? [[say.plain('deal.fact-tags'), deal.tags.map((tag) => `#${tag}`).join(' ')] as const] : []),
  ]
}

/** An event as the history says it; a deal that was open is won, one that was not is logged. */
function eventKey({ kind, before, after }: DealEvent) {
  if (kind === 'won' && before) return 'deal.event-closed' as const
  if (kind === 'lost' && after.lossReason !== undefined) return 'deal.event-lost-for' as const
  return `deal.event-${kind}` as const
}

/** What these changed is not in their names. */
const corrects: ReadonlySet<DealEvent['kind']> = new Set(['edited', 'undone', 'redone'])

function eventLine(event: DealEvent, names: ReadonlyMap<MemberId, string>, { say, workspace }: Request): readonly Span[] {
  const { after, approvedBy } = event
  const line = say(eventKey(event), {
    name: names.get(event.by) ?? '?',
    date: say.date(dayOf(event.at, workspace.timeZone)),
    amount: shownWorth(after, say),
    stage: after.stage ?? '',
    reason: after.lossReason ?? '',
  })
  const allowed = approvedBy === undefined ? [] : [' (', ...say('deal.event-allowed', { name: names.get(approvedBy) ?? '?' }), ')']
  const changed = corrects.has(event.kind) ? differencesText(event, names, say) : ''
  return [...line, ...allowed, ...(changed === '' ? [] : [`: ${changed}`])]
}
