// How a win reads in the channel: who, whom, how much, what makes it special, and where it puts the rep and the team. With as much of
// the amounts as the channel may see.
import type { Member, Workspace } from '../conversation/people.ts'
import type { TextKey } from '../languages/language.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { headline, message, text } from '../message/write.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { type Money, money } from '../vocabulary/money.ts'
import { type Course, divideHalfUp, standing as standingOf } from '../vocabulary/pace.ts'
import { type OwnDays, ownDays } from '../vocabulary/ramp.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { shownAmount, showsShares } from '../workspaces/amount-policy.ts'
import type { Deal, DealEvent } from './deal.ts'
import type { Standing } from './deal-store.ts'
import { shownWorth } from './deal-worth.ts'
import { creditIn } from './standing-line.ts'

export interface CardFacts {
  readonly deal: Deal
  /** It was won in other words than these. */
  readonly corrected: boolean
  readonly owner: Pick<Member, 'name' | 'leave' | 'startedOn'>
  readonly sharedWith: readonly string[]
  /** The owner's won deals with a smaller number. */
  readonly earlier: { readonly count: number; readonly largest: bigint }
  readonly standing: Standing
  /** The owner's revenue in that period before this deal, in minor units. */
  readonly before: bigint
  /** It is the biggest of the company in the quarter so far. */
  readonly biggest: boolean
  /** The how many-th win in a row of the owner: since they last lost a deal. */
  readonly inARow: number
  /** The owner's team in that period; undefined for who is in none. */
  readonly team: { readonly name: string; readonly standing: Standing } | undefined
}

/** Where a card is read. */
export interface CardPlace {
  readonly workspace: Pick<Workspace, 'calendar' | 'rules' | 'currency'>
  readonly today: LocalDate
  readonly policy: AmountPolicy
}

export type Distinction = 'target-reached' | 'first-deal' | 'biggest' | 'personal-best' | 'in-a-row'

/** A row of wins is worth a word when it gets this long, and then every tenth time. */
const rowsToTell = (count: number): boolean => count === 3 || count === 5 || (count > 0 && count % 10 === 0 && count <= 100)

const daysOf = ({ owner }: Pick<CardFacts, 'owner'>, { workspace }: Pick<CardPlace, 'workspace'>): OwnDays =>
  ownDays(workspace.calendar, owner, workspace.rules.ramp)

/** Where an actual stands for the owner, whose leave and ramp count. */
const courseAt = (actual: bigint, card: CardFacts, place: CardPlace): Course =>
  standingOf(actual, card.standing.target, card.standing.period, place.today, daysOf(card, place), place.workspace.rules.thresholds)

/** What makes a win special, the most special first; three things at most are news. */
export function distinctions(card: CardFacts, place: CardPlace): readonly Distinction[] {
  const { deal, earlier, standing, before, biggest, inARow } = card
  const after = before + creditIn(deal, deal.owner, standing.period)
  const { target } = courseAt(after, card, place)
  const reached = target !== undefined && before < target && after >= target
  const all: readonly (readonly [boolean, Distinction])[] = [
    [reached && showsShares(place.policy), 'target-reached'],
    [earlier.count === 0, 'first-deal'],
    [biggest, 'biggest'],
    [earlier.count > 0 && deal.amount.minor > earlier.largest, 'personal-best'],
    [rowsToTell(inARow), 'in-a-row'],
  ]
  return all.flatMap(([holds, what]) => (holds ? [what] : [])).slice(0, 3)
}

/** The amount as the channel may see it; undefined where nothing of it. */
function amountText({ deal, standing }: CardFacts, { policy }: CardPlace, say: Say): string | undefined {
  if (policy === 'exact') return shownWorth(deal, say, 'brief')
  const { target } = standing
  const share = target === undefined || target <= 0n ? undefined : Number(divideHalfUp(deal.amount.minor * 1_000_000n, target)) / 1_000_000
  return shownAmount(deal.amount, policy, say, share)
}

function remarks(card: CardFacts, place: CardPlace, say: Say): readonly string[] {
  const { deal, sharedWith, inARow, standing } = card
  const values = { period: say.period(standing.period), count: inARow }
  return [
    ...(deal.product ? [deal.product] : []),
    ...(sharedWith.length > 0 ? [say.plain('card.shared', { names: sharedWith.join(', ') })] : []),
    ...distinctions(card, place).map((what) => say.plain(`card.${what}`, values)),
  ]
}

/** Who closed what for how much, by the sentence for a card or for a line in the thread of small wins. */
function news(card: CardFacts, place: CardPlace, kind: 'card' | 'line', say: Say): readonly Span[] {
  const { deal, owner, corrected } = card
  const name: Span = { kind: 'bold', spans: [owner.name] }
  const customer = deal.customer || say.plain('deal.a-customer')
  if (deal.state !== 'won') return say('card.taken-back', { name: owner.name, customer })
  const amount = amountText(card, place, say)
  const sentences: Readonly<Record<typeof kind, readonly [TextKey, TextKey, TextKey, TextKey]>> = {
    card: ['card.won', 'card.corrected', 'card.won-plain', 'card.corrected-plain'],
    line: ['card.small', 'card.small-corrected', 'card.small-plain', 'card.small-corrected-plain'],
  }
  const [said, saidAgain, plain, plainAgain] = sentences[kind]
  if (amount === undefined) return say(corrected ? plainAgain : plain, { name, customer })
  return say(corrected ? saidAgain : said, { name, customer, amount })
}

/** The public card of a deal as it stands now. */
export function winCard(card: CardFacts, place: CardPlace, say: Say): Message {
  const line = headline(news(card, place, 'card', say))
  if (card.deal.state !== 'won') return message(line)
  const special = remarks(card, place, say)
  const { owner, standing, team } = card
  const bars = showsShares(place.policy)
    ? [
        bar(owner.name.split(' ')[0] ?? owner.name, standing, courseAt(standing.actual, card, place), say),
        team && bar(team.name, team.standing, teamCourse(team.standing, place), say),
      ]
    : []
  return message(line, special.length > 0 && text(special.join(' · ')), ...bars)
}

const teamCourse = ({ actual, target, period }: Standing, { workspace, today }: CardPlace): Course =>
  standingOf(actual, target, period, today, workspace.calendar, workspace.rules.thresholds)

function bar(name: string, { period }: Standing, { attainment, expectedShare }: Course, say: Say): Node | undefined {
  if (attainment === undefined) return undefined
  return {
    kind: 'bar',
    before: [name],
    filled: attainment,
    ...(expectedShare === undefined ? {} : { tick: expectedShare }),
    after: say('card.share', { share: say.percent(attainment), period: say.period(period) }),
  }
}

/** A small win as a line in the day's thread. */
export function smallWinLine(card: CardFacts, place: CardPlace, say: Say): Message {
  const line = news(card, place, 'line', say)
  const special = card.deal.state === 'won' ? remarks(card, place, say) : []
  return message(text(special.length > 0 ? [...line, ` · ${special.join(' · ')}`] : line))
}

/** What stands above the thread of a day's small wins. `sum` in minor units. */
export function smallWinsMessage(
  wins: { readonly day: LocalDate; readonly count: number; readonly sum: bigint },
  { workspace, today, policy }: CardPlace,
  say: Say,
): Message {
  const { day, count, sum } = wins
  const when = say.plain(day === today ? 'card.small-today' : 'card.small-on', { date: say.date(day) })
  if (count === 0) return message(headline(say('card.small-none', { when })))
  const worth: Money = money(sum, workspace.currency)
  const shown = policy === 'percent' ? undefined : shownAmount(worth, policy, say)
  return message(headline(say('card.small-wins', { count, when, sum: shown ?? 'none' })))
}

/** One line in the card's thread: what changed, and by whom; amounts only where the channel sees them exactly. */
export function changeNote(event: DealEvent, byName: string, policy: AmountPolicy, say: Say): Message {
  const { before, after, kind } = event
  const name: Span = { kind: 'bold', spans: [byName] }
  if (after.state !== 'won') return message(text(say('note.undone', { name })))
  if (before?.state !== 'won') return message(text(say('note.redone', { name })))
  const amounts = before && before.amount.minor !== after.amount.minor
  if (!amounts) return message(text(say('note.edited', { name })))
  if (policy !== 'exact') return message(text(say('note.amount-unsaid', { name })))
  const values = { name, before: say.money(before.amount, 'brief'), after: say.money(after.amount, 'brief') }
  return message(text(say(kind === 'undone' ? 'note.amount-back' : 'note.amount', values)))
}
