// How the private answers about deals read.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node } from '../message/message.ts'
import { buttons, headline, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { periodOf } from '../vocabulary/period.ts'
import type { Deal, DealEvent, DealFacts } from './deal.ts'
import { dealButtons } from './deal-button.ts'
import { differencesText } from './deal-differences.ts'
import { gist, probabilityText, shareOf } from './deal-gist.ts'
import type { Sharing } from './deal-keywords.ts'
import type { Standing } from './deal-store.ts'
import { weighted } from './pipeline.ts'
import { creditIn, standingNodes } from './standing-line.ts'

interface Told {
  readonly deal: Deal
  readonly owner: Member
  readonly standing: Standing
  readonly request: Request
  /** What the owner's wins are typically worth, in minor units; undefined where that is not known. */
  readonly typical?: bigint | undefined
}

/** Whose deal it is, if not the speaker's own. */
const nameFor = (owner: Member, { speaker }: Request): string | undefined => (owner.id === speaker.id ? undefined : owner.name)

/** A win above what is usual for its owner has a story worth hearing. */
const asksForStory = ({ deal, typical }: Pick<Told, 'deal' | 'typical'>): boolean =>
  deal.state === 'won' && typical !== undefined && deal.amount.minor > typical

const storyQuestion = (owner: Member, request: Request): Node => {
  const name = nameFor(owner, request)
  return text(name === undefined ? request.say('story.ask') : request.say('story.ask-for', { name }))
}

/** The private echo of a win. */
export function winEcho({ deal, owner, sharing, standing, request, typical }: Told & { readonly sharing: readonly Sharing[] }): Message {
  const { say } = request
  const name = nameFor(owner, request)
  const after = standing.actual + creditIn(deal, owner.id, standing.period)
  const isAsked = asksForStory({ deal, typical })
  return message(
    headline(
      name === undefined
        ? say('deal.won', { number: deal.number, gist: gist(deal, request) })
        : say('deal.won-for', { number: deal.number, gist: gist(deal, request), name }),
    ),
    extras(deal, sharing, say),
    ...standingNodes({ standing, after, owner, name }, request),
    isAsked && storyQuestion(owner, request),
    buttons(...dealButtons(deal, say, { isAsked })),
  )
}

/** The private echo of a deal that was opened. `guessed`: nobody said when it closes. */
export function openEcho({
  deal,
  owner,
  sharing,
  guessed,
  request,
}: Pick<Told, 'deal' | 'owner' | 'request'> & { readonly sharing: readonly Sharing[]; readonly guessed: boolean }): Message {
  const { say } = request
  const name = nameFor(owner, request)
  return message(
    headline(
      name === undefined
        ? say('deal.opened', { number: deal.number, gist: gist(deal, request) })
        : say('deal.opened-for', { number: deal.number, gist: gist(deal, request), name }),
    ),
    extras(deal, sharing, say),
    forecastLine(deal, undefined, request),
    guessed && guessedLine(deal, request),
    buttons(...dealButtons(deal, say)),
  )
}

/** What an open deal adds to the forecast of its quarter, and what it added before. */
function forecastLine(deal: Deal, before: DealFacts | undefined, { say, workspace }: Request): Node {
  const quarterOf = ({ closedOn }: DealFacts) => say.period(periodOf('quarter', closedOn, workspace.calendar))
  const worth = (facts: DealFacts) => say.money(weighted(facts, workspace.rules), 'brief')
  const now = say('deal.forecast', {
    weighted: worth(deal),
    quarter: quarterOf(deal),
    share: probabilityText(deal.stage, workspace.rules, say),
    amount: say.money(deal.amount, 'brief'),
  })
  const differs = before?.state === 'open' && (worth(before) !== worth(deal) || quarterOf(before) !== quarterOf(deal))
  return text(differs ? [...now, ' ', ...say('deal.forecast-before', { weighted: worth(before), quarter: quarterOf(before) })] : now)
}

const guessedLine = (deal: Deal, { say, workspace }: Request): Node =>
  quiet(
    say('deal.close-guessed', {
      quarter: say.period(periodOf('quarter', deal.closedOn, workspace.calendar)),
      example: `/deal edit #${deal.number} close ${deal.closedOn}`,
    }),
  )

/** Note, tags and splits, as they were read. */
function extras(deal: Deal, sharing: readonly Sharing[], say: Say): Node | undefined {
  const parts = [
    ...sharing.map(({ who, basisPoints }) => say.plain('deal.shared-with', { name: who.name, share: shareOf(basisPoints, say) })),
    ...(deal.note ? [say.plain('deal.note', { note: deal.note })] : []),
    ...deal.tags.map((tag) => `#${tag}`),
  ]
  return parts.length > 0 ? quiet(parts.join(' · ')) : undefined
}

export interface Changed extends Told {
  /** Undefined: nothing was changed. */
  readonly event: DealEvent | undefined
  /** The names of whom the change is about. */
  readonly names: ReadonlyMap<MemberId, string>
  /** Nobody said when it closes. */
  readonly guessed?: boolean
}

/** The echo of what was done to a deal that stands; the standing with it where that counts or counted, else the forecast. */
export function changeEcho({ deal, owner, standing, request, event, names, guessed = false, typical }: Changed): Message {
  const { say } = request
  const isAsked = event?.kind === 'won' && asksForStory({ deal, typical })
  const moved = event ? creditIn(event.after, owner.id, standing.period) - creditIn(event.before, owner.id, standing.period) : 0n
  const name = nameFor(owner, request)
  const counts = deal.state === 'won' || (event ? event.before?.state === 'won' : deal.state === 'withdrawn')
  return message(
    headline(say(event ? changeKey(event) : 'deal.unchanged', { number: deal.number, gist: gist(deal, request) })),
    event && differences(event, names, say),
    ...(counts ? standingNodes({ standing, after: standing.actual + moved, owner, name }, request) : []),
    deal.state === 'open' && forecastLine(deal, event?.before, request),
    guessed && guessedLine(deal, request),
    isAsked && storyQuestion(owner, request),
    buttons(...dealButtons(deal, say, { undone: event?.kind === 'undone', isAsked })),
  )
}

function changeKey({ kind, before, after }: DealEvent) {
  if (after.state === 'withdrawn') return 'deal.undone' as const
  switch (kind) {
    case 'edited':
      return 'deal.edited' as const
    case 'won':
      return 'deal.won' as const
    case 'lost':
      return 'deal.lost' as const
    case 'staged':
      return before?.state === 'open' ? ('deal.moved' as const) : ('deal.reopened' as const)
    case 'redone':
      return after.state === 'won' ? ('deal.redone' as const) : ('deal.edit-undone' as const)
    default:
      return 'deal.edit-undone' as const
  }
}

/** What differs; undefined where that is only what the headline says. */
export function differences(event: DealEvent, names: ReadonlyMap<MemberId, string>, say: Say): Node | undefined {
  const said = differencesText(event, names, say)
  return said === '' ? undefined : quiet(said)
}

/** The deal is not any more what the person saw when they pressed. */
export const changedSince = ({ deal, owner, standing, request }: Told): Message =>
  message(
    headline(
      request.say(deal.state === 'withdrawn' ? 'deal.withdrawn-meanwhile' : 'deal.changed-meanwhile', {
        number: deal.number,
        gist: gist(deal, request),
      }),
    ),
    ...(deal.state === 'won' || deal.state === 'withdrawn'
      ? standingNodes({ standing, after: standing.actual, owner, name: nameFor(owner, request) }, request)
      : []),
    buttons(...dealButtons(deal, request.say)),
  )
