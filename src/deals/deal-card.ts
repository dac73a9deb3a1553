// How a win reads in the channel: who, whom, how much, what makes it special, and where it puts the rep.
import type { Workspace } from '../conversation/people.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Span } from '../message/message.ts'
import { headline, message, text } from '../message/write.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { standing as standingOf } from '../vocabulary/pace.ts'
import type { Deal, DealEvent } from './deal.ts'
import type { Standing } from './deal-store.ts'
import { creditIn } from './standing-line.ts'

export interface CardFacts {
  readonly deal: Deal
  readonly ownerName: string
  readonly sharedWith: readonly string[]
  /** The owner's won deals with a smaller number. */
  readonly earlier: { readonly count: number; readonly largest: bigint }
  readonly standing: Standing
  /** The owner's revenue in that period before this deal, in minor units. */
  readonly before: bigint
}

/** What makes a win special, the most special first. */
export function distinctions({
  deal,
  earlier,
  standing,
  before,
}: CardFacts): readonly ('target-reached' | 'first-deal' | 'personal-best')[] {
  const after = before + creditIn(deal, deal.owner, standing.period)
  const reached = standing.target !== undefined && before < standing.target && after >= standing.target
  const best = earlier.count > 0 && deal.amount.minor > earlier.largest
  return [
    ...(reached ? (['target-reached'] as const) : []),
    ...(earlier.count === 0 ? (['first-deal'] as const) : []),
    ...(best ? (['personal-best'] as const) : []),
  ]
}

/** The public card of a deal as it stands now. */
export function winCard(card: CardFacts, workspace: Workspace, today: LocalDate, say: Say): Message {
  const { deal, ownerName, standing } = card
  const name: Span = { kind: 'bold', spans: [ownerName] }
  const customer = deal.customer || say.plain('deal.a-customer')
  if (deal.state !== 'won') return message(headline(say('card.taken-back', { name: ownerName, customer })))
  const amount = say.money(deal.amount, 'brief')
  const special = distinctions(card).map((what) => say.plain(`card.${what}`, { period: say.period(standing.period) }))
  const shared = card.sharedWith.length > 0 && say.plain('card.shared', { names: card.sharedWith.join(', ') })
  const remarks = [...(shared ? [shared] : []), ...special]
  const now =
    standing.target === undefined ? undefined : standingOf(standing.actual, standing.target, standing.period, today, workspace.calendar)
  return message(
    headline(say(deal.head > 1 ? 'card.corrected' : 'card.won', { name, customer, amount })),
    remarks.length > 0 && text(remarks.join(' · ')),
    now?.attainment !== undefined && {
      kind: 'bar',
      before: [ownerName.split(' ')[0] ?? ownerName],
      filled: now.attainment,
      ...(now.expectedShare === undefined ? {} : { tick: now.expectedShare }),
      after: say('card.share', { share: say.percent(now.attainment), period: say.period(standing.period) }),
    },
  )
}

/** One line in the card's thread: what changed, and by whom. */
export function changeNote(event: DealEvent, byName: string, say: Say): Message {
  const { before, after, kind } = event
  const name: Span = { kind: 'bold', spans: [byName] }
  if (after.state !== 'won') return message(text(say('note.undone', { name })))
  if (before?.state !== 'won') return message(text(say('note.redone', { name })))
  const amounts = before && before.amount.minor !== after.amount.minor
  if (!amounts) return message(text(say('note.edited', { name })))
  const values = { name, before: say.money(before.amount, 'brief'), after: say.money(after.amount, 'brief') }
  return message(text(say(kind === 'undone' ? 'note.amount-back' : 'note.amount', values)))
}
