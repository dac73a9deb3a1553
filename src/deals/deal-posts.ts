// What the channel is told of a deal: a card when it is won, or a line in the day's thread of small wins; when it changes, that is
// rewritten where it stands, a line in the card's thread says what happened, and other cards that it makes read differently are rewritten too.
import { mirrored } from '../conversation/mirrored.ts'
import type { Workspace } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { DealNumber } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Deal, DealEvent, DealFacts } from './deal.ts'
import { changedFacts } from './deal-changes.ts'
import { dayOfSmallWins, isSmallWin, smallWinsKey } from './small-wins.ts'

/** What stands in channels because of a deal, or says something that depends on it. */
export interface Around {
  /** The key of the thread of small wins in which it stands; undefined for a deal with a card of its own. */
  readonly thread: string | undefined
  /** The owner's other wins whose cards may read differently once it changes. */
  readonly later: readonly DealNumber[]
  /** Its story was told under its card. */
  readonly isTold: boolean
}

export const nothingAround: Around = { thread: undefined, later: [], isTold: false }

/** Cards of so many days, and so many of them, are kept right when an earlier deal changes: whoever scrolls back further reads the past. */
export const cardsKeptRight = { days: 14, most: 20 }

/** Where and when something is announced. */
export interface Here {
  readonly workspace: Pick<Workspace, 'announce' | 'rules'>
  /** The workspace's local day. */
  readonly today: LocalDate
}

export const cardKey = (number: DealNumber): string => `deal/${number}`

/** The key of the post that tells its story under that card. */
export const storyKey = (number: DealNumber): string => `${cardKey(number)}/story`

/** What the channel, and each mirror of it, is told of a change: nothing while the deal was never won. */
export function postsAfter(
  before: Deal | undefined,
  { deal, event }: { readonly deal: Deal; readonly event: DealEvent },
  here: Here,
  around: Around = nothingAround,
): readonly Post[] {
  return mirrored(saidAfter(before, { deal, event }, here, around), here.workspace)
}

function saidAfter(
  before: Deal | undefined,
  { deal, event }: { readonly deal: Deal; readonly event: DealEvent },
  here: Here,
  around: Around,
): readonly Post[] {
  if (before?.announced) return corrections(before, { deal, event }, here.workspace.announce, around)
  if (deal.state !== 'won') return []
  return isSmallWin(deal, here.workspace) ? inThread(deal, here) : announced(deal.number, here.workspace.announce)
}

const announced = (number: DealNumber, to: Destination): readonly Post[] => [
  { key: cardKey(number), to, kind: 'win-card', about: { deal: number }, action: { do: 'post' } },
]

/** The thread's first message is written with each of its wins, and kept once: storage takes a key a single time. */
function inThread({ number, revision }: Deal, { workspace: { announce: to }, today }: Here): readonly Post[] {
  const of = smallWinsKey(today, to)
  return [
    { key: of, to, kind: 'small-wins', about: { day: today, thread: of }, action: { do: 'post' } },
    { key: cardKey(number), to, kind: 'win-card', about: { deal: number }, action: { do: 'reply', of } },
    recounted(of, number, revision, to),
  ]
}

/** A thread's first message with its count as it is now. */
const recounted = (of: string, number: DealNumber, revision: number, to: Destination): Post => ({
  key: `${cardKey(number)}/small/${revision}`,
  to,
  kind: 'small-wins',
  about: { day: dayOfSmallWins(of) ?? '', thread: of },
  action: { do: 'rewrite', of },
})

/** What a change of a deal that was announced leads to. */
const corrections = (
  before: Deal,
  { deal, event }: { readonly deal: Deal; readonly event: DealEvent },
  to: Destination,
  around: Around,
): readonly Post[] =>
  // What becomes of a deal while it is no win is the pipeline's; only whom the card names is kept right.
  before.state !== 'won' && deal.state !== 'won'
    ? [rewrittenCard(event, to)]
    : [...corrected(event, to, around.thread), ...storyRewritten(before, deal, to, around), ...rewritten(before, deal, to, around)]

/** It goes to where the card stands: storage puts the card's own destination in place of `to`. */
const rewrittenCard = ({ number, revision }: DealEvent, to: Destination): Post => ({
  key: `${cardKey(number)}/card/${revision}`,
  to,
  kind: 'win-card',
  about: { deal: number },
  action: { do: 'rewrite', of: cardKey(number) },
})

function corrected(event: DealEvent, to: Destination, thread: string | undefined): readonly Post[] {
  const { number, revision } = event
  const card = rewrittenCard(event, to)
  // A line in a thread has no thread of its own: rewritten it says enough.
  if (thread !== undefined) return [card, recounted(thread, number, revision, to)]
  const note: Post = {
    key: `${cardKey(number)}/note/${revision}`,
    to,
    kind: 'deal-note',
    about: { deal: number, revision },
    action: { do: 'reply', of: cardKey(number) },
  }
  return [card, note]
}

const inStories: readonly (keyof DealFacts)[] = ['state', 'owner', 'customer']

/** What was told under the card is shown while the deal is won, and says who won whom. */
function storyRewritten(before: Deal, deal: Deal, to: Destination, { isTold }: Around): readonly Post[] {
  if (!isTold || !changedFacts(before, deal).some((fact) => inStories.includes(fact))) return []
  const of = storyKey(deal.number)
  return [{ key: `${of}/after/${deal.revision}`, to, kind: 'win-story', about: { deal: deal.number }, action: { do: 'rewrite', of } }]
}

const counting: readonly (keyof DealFacts)[] = ['state', 'owner', 'amount', 'closedOn', 'splits']

/** Other cards with bars and badges that count this deal. */
function rewritten(before: Deal, deal: Deal, to: Destination, { later }: Around): readonly Post[] {
  if (!changedFacts(before, deal).some((fact) => counting.includes(fact))) return []
  return later.map((other) => ({
    key: `${cardKey(other)}/card/after/${deal.number}/${deal.revision}`,
    to,
    kind: 'win-card',
    about: { deal: other },
    action: { do: 'rewrite', of: cardKey(other) },
  }))
}
