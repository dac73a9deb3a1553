// What the channel is told of a deal: a card when it is won; when it changes, the card is rewritten where it stands and a line in its
// thread says what happened.

import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { DealNumber } from '../vocabulary/ids.ts'
import type { Deal, DealEvent } from './deal.ts'

const cardKey = (number: DealNumber) => `deal/${number}`

const announced = (number: DealNumber, to: Destination): readonly Post[] => [
  { key: cardKey(number), to, kind: 'win-card', about: { deal: number }, action: { do: 'post' } },
]

/** What the channel is told of a change: nothing while the deal was never won. */
export function postsAfter(
  before: Deal | undefined,
  { deal, event }: { readonly deal: Deal; readonly event: DealEvent },
  to: Destination,
): readonly Post[] {
  if (before?.announced) return corrected(event, to)
  return deal.state === 'won' ? announced(deal.number, to) : []
}

/** The rewriting goes to where the card stands: storage puts the card's own destination in place of `to`. */
const corrected = ({ number, revision }: DealEvent, to: Destination): readonly Post[] => [
  {
    key: `${cardKey(number)}/card/${revision}`,
    to,
    kind: 'win-card',
    about: { deal: number },
    action: { do: 'rewrite', of: cardKey(number) },
  },
  {
    key: `${cardKey(number)}/note/${revision}`,
    to,
    kind: 'deal-note',
    about: { deal: number, revision },
    action: { do: 'reply', of: cardKey(number) },
  },
]
