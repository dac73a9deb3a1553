// How a deal changes: opened, moved, won, lost, edited, undone, redone. Each is a pure step from what was found to what is to be written, so that the same
// rules hold for a command, a button, a form and an import.
//
// Undo works like in an editor: it takes back the latest change that is still in force (`head`), and redo brings back what the latest
// undo took. Each event remembers the head before it, so that the chain of undos is a walk along these links.
import type { Member } from '../conversation/people.ts'
import type { PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { DealNumber, MemberId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Deal, DealEvent, DealEventKind, DealFacts } from './deal.ts'

export interface Actor {
  readonly by: Member
  readonly platform: PlatformName
  readonly at: Instant
  /** The manager who allows what the actor may not do alone. */
  readonly approvedBy?: MemberId
}

export interface Step {
  readonly deal: Deal
  readonly event: DealEvent
}

const kindOf = { won: 'won', open: 'opened', lost: 'lost', withdrawn: 'won' } as const

/** A new deal: won, open or lost. */
export function log(number: DealNumber, facts: DealFacts, actor: Actor): Step {
  const rest = {
    number,
    revision: 1,
    head: 1,
    announced: facts.state === 'won',
    touchedAt: actor.at,
    loggedAt: actor.at,
    loggedBy: actor.by.id,
  }
  const deal: Deal = { ...facts, ...rest }
  return { deal, event: eventOf(kindOf[facts.state], deal, undefined, 0, undefined, actor) }
}

/** Other facts for a deal; the event says by its kind what was done to it. */
export function change(deal: Deal, facts: DealFacts, kind: 'edited' | 'staged' | 'won' | 'lost', actor: Actor): Step {
  const revision = deal.revision + 1
  const after = withFacts(deal, facts, { revision, head: revision, touchedAt: actor.at })
  return { deal: after, event: eventOf(kind, after, deal, deal.head, undefined, actor) }
}

/** A deal with other facts in place of its own; what is optional in them goes where they have it not. */
const withFacts = (deal: Deal, facts: DealFacts, rest: Pick<Deal, 'revision' | 'head' | 'touchedAt'>): Deal => {
  const { number, announced, loggedAt, loggedBy } = deal
  return { ...factsOf(facts), number, loggedAt, loggedBy, announced: announced || facts.state === 'won', ...rest }
}

/** Takes back the event at the deal's head. Undefined when nothing is left to take back. */
export function undo(deal: Deal, headEvent: DealEvent | undefined, actor: Actor): Step | undefined {
  if (deal.head === 0 || !headEvent) return undefined
  const facts: DealFacts = headEvent.before ?? { ...headEvent.after, state: 'withdrawn' }
  const after = withFacts(deal, facts, { revision: deal.revision + 1, head: headEvent.headBefore, touchedAt: actor.at })
  return { deal: after, event: eventOf('undone', after, deal, deal.head, headEvent.revision, actor) }
}

/** Brings back what the deal's last event took back. Undefined when the last event was no undo. */
export function redo(deal: Deal, lastEvent: DealEvent | undefined, actor: Actor): Step | undefined {
  if (lastEvent?.kind !== 'undone' || !lastEvent.before || lastEvent.reverts === undefined) return undefined
  const after = withFacts(deal, lastEvent.before, { revision: deal.revision + 1, head: lastEvent.reverts, touchedAt: actor.at })
  return { deal: after, event: eventOf('redone', after, deal, deal.head, lastEvent.reverts, actor) }
}

/** The facts of a deal alone. */
export const factsOf = (facts: DealFacts): DealFacts => ({
  state: facts.state,
  ...(facts.stage === undefined ? {} : { stage: facts.stage }),
  ...(facts.stageSince === undefined ? {} : { stageSince: facts.stageSince }),
  path: facts.path,
  ...(facts.openedOn === undefined ? {} : { openedOn: facts.openedOn }),
  owner: facts.owner,
  team: facts.team,
  customer: facts.customer,
  product: facts.product,
  amount: facts.amount,
  ...(facts.original === undefined ? {} : { original: facts.original }),
  closedOn: facts.closedOn,
  ...(facts.lossReason === undefined ? {} : { lossReason: facts.lossReason }),
  note: facts.note,
  tags: facts.tags,
  splits: facts.splits,
})

/** What differs between two states of a deal, by the names of the facts. */
export function changedFacts(before: DealFacts, after: DealFacts): readonly (keyof DealFacts)[] {
  const differs: { readonly [Name in keyof Required<DealFacts>]: boolean } = {
    state: before.state !== after.state,
    stage: before.stage !== after.stage,
    stageSince: before.stageSince !== after.stageSince,
    path: before.path.join('>') !== after.path.join('>'),
    openedOn: before.openedOn !== after.openedOn,
    owner: before.owner !== after.owner,
    team: before.team !== after.team,
    customer: before.customer !== after.customer,
    product: before.product !== after.product,
    amount: !sameMoney(before.amount, after.amount),
    original: before.original?.rate !== after.original?.rate || !sameMoney(before.original?.amount, after.original?.amount),
    closedOn: before.closedOn !== after.closedOn,
    lossReason: before.lossReason !== after.lossReason,
    note: before.note !== after.note,
    tags: before.tags.join(' ') !== after.tags.join(' '),
    splits: splitKey(before) !== splitKey(after),
  }
  return (Object.keys(differs) as (keyof DealFacts)[]).filter((name) => differs[name]) // the record above has exactly these keys
}

const sameMoney = (a: Money | undefined, b: Money | undefined): boolean => a?.minor === b?.minor && a?.currency === b?.currency

const splitKey = ({ splits }: DealFacts) =>
  splits.map(({ member, team, basisPoints }) => `${member}:${team ?? ''}:${basisPoints}`).join(' ')

function eventOf(
  kind: DealEventKind,
  after: Deal,
  before: Deal | undefined,
  headBefore: number,
  reverts: number | undefined,
  { by, platform, at, approvedBy }: Actor,
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
    ...(approvedBy === undefined ? {} : { approvedBy }),
  }
}
