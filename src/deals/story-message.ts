// How the story of a win reads: to who tells it, under the deal's card, and in the list of stories.
import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { DealNumber } from '../vocabulary/ids.ts'
import type { Deal } from './deal.ts'
import { excerpt, type Story } from './story.ts'
import { storyButton } from './story-button.ts'
import type { StoryOfDeal } from './story-store.ts'

export interface Told {
  readonly what: 'told' | 'corrected' | 'removed' | 'restored' | 'untold' | 'unchanged'
  readonly deal: Deal
  /** As it stands now. */
  readonly story: Story | undefined
  /** The deal has a card in a channel, and the story stands under it. */
  readonly isShown: boolean
  /** What takes it back. */
  readonly undo: string | undefined
}

/** The private echo of what was told. */
export function storyEcho({ what, deal, story, isShown, undo }: Told, { say }: Pick<Request, 'say'>): Message {
  const { number } = deal
  const customer = deal.customer || say.plain('deal.no-customer')
  const isNews = what === 'told' || what === 'corrected' || what === 'restored'
  return message(
    headline(say(`story.${what}`, { number, customer })),
    story && text([{ kind: 'italic', spans: [story.text] }]),
    story && isNews && quiet(say(isShown ? 'story.under-card' : 'story.in-list', { example: '/deal list stories' })),
    buttons(
      ...(undo === undefined ? [] : [{ label: say.plain('button.undo'), action: 'undo-story', value: undo }]),
      storyButton(number, { isTold: story !== undefined }, say),
    ),
  )
}

/** As it stands under the card. Undefined: there is none any more, or its deal was taken back. */
export function storyPost(
  told: { readonly deal: Pick<Deal, 'customer'>; readonly ownerName: string; readonly text: string } | undefined,
  say: Say,
): Message {
  if (!told) return message(text(say('story.gone')))
  const name: Span = { kind: 'bold', spans: [told.ownerName] }
  return message(text(say('story.post', { name, customer: told.deal.customer || say.plain('deal.a-customer'), story: told.text })))
}

export interface StoryPage {
  readonly stories: readonly StoryOfDeal[]
  readonly count: number
  readonly words: readonly string[]
  readonly skip: number
  readonly pageLength: number
  /** Those of them whose amounts the speaker may see. */
  readonly amounts: ReadonlySet<DealNumber>
}

/** In characters, of each story in a list. */
const longestExcerpt = 150

/** A page of stories, the newest first; one that is alone stands there as a whole. */
export function storyListMessage(page: StoryPage, request: Pick<Request, 'say' | 'today'>): Message {
  const { stories, count, words } = page
  const { say } = request
  const searched = words.join(' ')
  if (count === 0) return message(headline(searched === '' ? say('story.list-empty') : say('story.list-nothing', { words: searched })))
  const title = headline(searched === '' ? say('story.list', { count }) : say('story.list-found', { count, words: searched }))
  const [only] = stories
  if (count === 1 && only) return message(title, text(line(only, page, request)), text(only.story.text))
  const items = stories.map((found) => [...line(found, page, request), ` — ${excerpt(found.story.text, longestExcerpt)}`])
  const cut = stories.find(({ story }) => excerpt(story.text, longestExcerpt) !== story.text)
  return message(
    title,
    list(items),
    cut && quiet(say('story.list-whole', { example: `/deal list stories #${cut.deal.number}` })),
    turns(page, say),
  )
}

/** `#412 Acme · Sam Ortiz · $5,000 · 18 Nov 2026` */
function line({ deal, ownerName }: StoryOfDeal, { amounts }: StoryPage, request: Pick<Request, 'say' | 'today'>): readonly Span[] {
  const parts = [
    deal.customer || request.say.plain('deal.no-customer'),
    ownerName,
    ...(amounts.has(deal.number) ? [request.say.money(deal.amount, 'brief')] : []),
    spokenDay(deal.closedOn, request),
  ]
  return [{ kind: 'bold', spans: [`#${deal.number}`] }, ` ${parts.join(' · ')}`]
}

function turns({ stories, count, skip, pageLength, words }: StoryPage, say: Say) {
  const turn = (label: 'button.newer' | 'button.older', to: number): Button => ({
    label: say.plain(label),
    action: 'turn-story-page',
    value: storyPageValue({ skip: to, words }),
  })
  const pages = [
    ...(skip > 0 ? [turn('button.newer', Math.max(0, skip - pageLength))] : []),
    ...(skip + stories.length < count ? [turn('button.older', skip + pageLength)] : []),
  ]
  return pages.length > 0 && buttons(...pages)
}

/** What a button carries that turns the page. */
export const storyPageValue = ({ skip, words }: Pick<StoryPage, 'skip' | 'words'>): string => `${skip}:${JSON.stringify(words)}`
