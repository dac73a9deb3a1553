// How a deal changes: won, edited, undone, redone. Each is a pure step from what was found to what is to be written, so that the same
// rules hold for a command, a button, a form and an import.
//
// Undo works like in an editor: it takes back the latest change that is still in force (`head`), and redo brings back what the latest
// undo took. Each event remembers the head before it, so that the chain of undos is a walk along these links.
import type { Member } from '../conversation/people.ts'
import type { PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { DealNumber } from '../vocabulary/ids.ts'
import type { Deal, DealEvent, DealEventKind, DealFacts } from './deal.ts'

export interface Actor {
  readonly by: Member
  readonly platform: PlatformName
  readonly at: Instant
}

export interface Step {
  readonly deal: Deal
  readonly event: DealEvent
}

/** A new deal. */
export function win(number: DealNumber, facts: DealFacts, actor: Actor): Step {
  const deal: Deal = { ...facts, number, revision: 1, head: 1, loggedAt: actor.at, loggedBy: actor.by.id }
  return { deal, event: eventOf('won', deal, undefined, 0, undefined, actor) }
}

/** Other facts for a deal. */
export function edit(deal: Deal, facts: DealFacts, actor: Actor): Step {
  const revision = deal.revision + 1
  const after: Deal = { ...deal, ...facts, revision, head: revision }
  return { deal: after, event: eventOf('edited', after, deal, deal.head, undefined, actor) }
}

/** Takes back the event at the deal's head. Undefined when nothing is left to take back. */
export function undo(deal: Deal, headEvent: DealEvent | undefined, actor: Actor): Step | undefined {
  if (deal.head === 0 || !headEvent) return undefined
  const facts: DealFacts = headEvent.before ?? { ...headEvent.after, state: 'withdrawn' }
  const after: Deal = { ...deal, ...facts, revision: deal.revision + 1, head: headEvent.headBefore }
  return { deal: after, event: eventOf('undone', after, deal, deal.head, headEvent.revision, actor) }
}

/** Brings back what the deal's last event took back. Undefined when the last event was no undo. */
export function redo(deal: Deal, lastEvent: DealEvent | undefined, actor: Actor): Step | undefined {
  if (lastEvent?.kind !== 'undone' || !lastEvent.before || lastEvent.reverts === undefined) return undefined
  const after: Deal = { ...deal, ...lastEvent.before, revision: deal.revision + 1, head: lastEvent.reverts }
  return { deal: after, event: eventOf('redone', after, deal, deal.head, lastEvent.reverts, actor) }
}

/** The facts of a deal alone. */
export const factsOf = ({ state, stage, owner, team, customer, amount, closedOn, note, tags, splits }: DealFacts): DealFacts => ({
  state,
  ...(stage === undefined ? {} : { stage }),
  owner,
  team,
  customer,
  amount,
  closedOn,
  note,
  tags,
  splits,
})

/** What differs between two states of a deal, by the names of the facts. */
export function changedFacts(before: DealFacts, after: DealFacts): readonly (keyof DealFacts)[] {
  const differs: { readonly [Name in keyof Required<DealFacts>]: boolean } = {
    state: before.state !== after.state,
    stage: before.stage !== after.stage,
    owner: before.owner !== after.owner,
    team: before.team !== after.team,
    customer: before.customer !== after.customer,
    amount: before.amount.minor !== after.amount.minor || before.amount.currency !== after.amount.currency,
    closedOn: before.closedOn !== after.closedOn,
    note: before.note !== after.note,
    tags: before.tags.join(' ') !== after.tags.join(' '),
    splits: splitKey(before) !== splitKey(after),
  }
  return (Object.keys(differs) as (keyof DealFacts)[]).filter((name) => differs[name]) // the record above has exactly these keys
}

const splitKey = ({ splits }: DealFacts) => splits.map(({ member, basisPoints }) => `${member}:${basisPoints}`).join(' ')

function eventOf(
  kind: DealEventKind,
  after: Deal,
  before: Deal | undefined,
  headBefore: number,
  reverts: number | undefined,
  { by, platform, at }: Actor,
): DealEvent {
  return {
    number: after.number,
    revision: after.revision,
    kind,
    by: by.id,
    platform,
    at,
    before: before && factsOf(before),
    after: factsOf(after),
    headBefore,
    headAfter: after.head,
    reverts,
  }
}
