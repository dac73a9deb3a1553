// Several changes decided together, as if they had come one by one: each sees what the ones before it have changed. Pure: what was
// found in the database goes in, answers and what is to be written come out.
import { Stale } from '../../conversation/people.ts'
import type { Answer } from '../../conversation/platform.ts'
import { type DayTotal, difference } from '../../deals/day-totals.ts'
import type { Deal, DealEvent } from '../../deals/deal.ts'
import type { After, AlikeDeal, Before, Change, Standing } from '../../deals/deal-store.ts'
import { asId, type DealNumber, type WorkspaceId } from '../../vocabulary/ids.ts'
import type { Pending } from '../../workspaces/pending-store.ts'
import { folded } from '../stored-text.ts'

/** A deal as it stands, with the events that a change may take back. */
export interface FoundDeal {
  readonly deal: Deal
  readonly headEvent: DealEvent | undefined
  readonly lastEvent: DealEvent | undefined
}

/** What the database says about the changes of a batch, before any of them. */
export interface Found {
  readonly workspaces: ReadonlyMap<WorkspaceId, { readonly version: number; readonly nextDeal: number; readonly changes: number }>
  /** Answers of requests that were here before, by request key. */
  readonly answers: ReadonlyMap<string, Answer>
  /** The standing that a change asks for. */
  standingOf(change: Change): Standing
  /** The deal that a change asks for as being like its own. */
  alikeTo(change: Change): AlikeDeal | undefined
  /** Of the deal that is changed; a batch changes at most one. */
  readonly deal: FoundDeal | undefined
  /** What waits for the change that settles it; a batch has at most one of these too. */
  readonly waiting?: Pending | undefined
}

export type Outcome = { readonly answer: Answer } | { readonly error: unknown }

export interface Writing extends After {
  readonly workspace: WorkspaceId
  readonly requestKey: string
  /** What the change adds to the day totals. */
  readonly totals: readonly DayTotal[]
  /** The deal as it stood before. */
  readonly before: Deal | undefined
  /** The owner's name, where the change said it. */
  readonly ownerName: string | undefined
}

export class Batch {
  readonly #found: Found
  readonly #answers: Map<string, Answer>
  readonly #nextDeal = new Map<WorkspaceId, number>()
  readonly #written: Writing[] = []

  constructor(found: Found) {
    this.#found = found
    this.#answers = new Map(found.answers)
  }

  /** What the changes so far write, in their order. */
  get written(): readonly Writing[] {
    return this.#written
  }

  /** The number that the next new deal of each workspace gets, where that has changed. */
  get nextDeal(): ReadonlyMap<WorkspaceId, number> {
    return this.#nextDeal
  }

  /** Decides one change. What its `decide` throws is its outcome and leaves no trace. */
  add(change: Change): Outcome {
    const known = this.#answers.get(change.requestKey)
    if (known) return { answer: known }
    const workspace = this.#found.workspaces.get(change.workspace)
    if (workspace?.version !== change.version) return { error: new Stale() }
    try {
      return { answer: this.#decide(change, workspace.nextDeal) }
    } catch (error) {
      return { error }
    }
  }

  #decide(change: Change, stored: number): Answer {
    const number = change.number ?? asId<DealNumber>(this.#nextDeal.get(change.workspace) ?? stored)
    const found = change.number === undefined ? undefined : this.#found.deal
    const before: Before = {
      number,
      deal: found?.deal,
      headEvent: found?.headEvent,
      lastEvent: found?.lastEvent,
      standing: this.#standing(change),
      alike: this.#alike(change),
      ...(change.settles && this.#found.waiting ? { waiting: this.#found.waiting } : {}),
    }
    const after = change.decide(before)
    if (!('deal' in after)) return after
    const revision = (before.deal?.revision ?? 0) + 1
    const { deal, event } = after
    if (deal.number !== number || deal.revision !== revision || event.number !== number || event.revision !== revision) {
      throw new Error(`Deal ${deal.number}, revision ${deal.revision} was decided where ${number}, revision ${revision} comes next`)
    }
    const { workspace, requestKey } = change
    this.#written.push({
      ...after,
      workspace,
      requestKey,
      totals: difference(before.deal, deal),
      before: before.deal,
      ownerName: change.alike?.ownerName,
    })
    this.#answers.set(requestKey, after.answer)
    if (change.number === undefined) this.#nextDeal.set(workspace, number + 1)
    return after.answer
  }

  /** One that is written by this very batch is newer than any that was found. */
  #alike(change: Change): AlikeDeal | undefined {
    const { alike } = change
    if (!alike) return undefined
    const customer = folded(alike.customer)
    for (const { workspace, deal, ownerName } of this.#written.toReversed()) {
      if (workspace !== change.workspace || ownerName === undefined || deal.state !== 'won' || deal.amount.minor !== alike.minor) continue
      const { number, amount, closedOn } = deal
      if (closedOn < alike.from || closedOn > alike.to || folded(deal.customer) !== customer) continue
      return { number, customer: deal.customer, amount, closedOn, ownerName }
    }
    return this.#found.alikeTo(change)
  }

  #standing(change: Change): Standing {
    const stored = this.#found.standingOf(change)
    const { from, to } = stored.period
    let actual = stored.actual
    for (const { workspace, totals } of this.#written) {
      if (workspace !== change.workspace) continue
      for (const { member, metric, day, value } of totals) {
        if (member === change.standing.member && metric === 'revenue' && day >= from && day <= to) actual += value
      }
    }
    return { ...stored, actual }
  }
}
