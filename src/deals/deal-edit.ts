// What somebody wants to be different about a deal, and what becomes of its facts. Pure; whoever may not do it was turned away before.
import { Complaint } from '../conversation/complaint.ts'
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Worth } from '../workspaces/rates.ts'
import type { Deal, DealFacts, Split } from './deal.ts'
import { factsOf } from './deal-changes.ts'
import { eachOnce } from './deal-keywords.ts'
import { withWorth } from './deal-worth.ts'
import { movedTo } from './pipeline.ts'

/** What is not there stays as it is; an empty text empties it. */
export interface Edit {
  readonly worth?: Worth
  readonly customer?: string
  readonly product?: string
  readonly note?: string
  /** When an open one should close. */
  readonly close?: LocalDate
  /** When it was won or lost. */
  readonly on?: LocalDate
  /** Of an open one. */
  readonly stage?: string
  /** Of a lost one. */
  readonly reason?: string
  readonly owner?: Member
  /** In place of those that it has. */
  readonly tags?: readonly string[]
  /** Beside those that it has. */
  readonly moreTags?: readonly string[]
  readonly splits?: readonly Split[]
}

/** Complaints are about a field of a form, where that is how it was said. */
export type Said = 'typed' | 'in a form'

const atField = (said: Said, field: string) => (said === 'typed' ? {} : { field })

/** The day of an open deal: today or later, unless it is the one that it has. Throws a complaint. */
export function checkedClose(
  close: LocalDate,
  has: LocalDate | undefined,
  { today, say }: Pick<Request, 'today' | 'say'>,
  said: Said = 'typed',
) {
  if (close < today && close !== has) throw new Complaint('deal.close-in-the-past', { date: say.date(close) }, atField(said, 'date'))
  return close
}

/** The day on which something was won or lost: not after today. Throws a complaint. */
export function checkedDay(
  on: LocalDate,
  state: 'won' | 'lost',
  { today, say }: Pick<Request, 'today' | 'say'>,
  said: Said = 'typed',
): LocalDate {
  const key = state === 'won' ? 'deal.in-the-future' : 'deal.lost-in-the-future'
  if (on > today) throw new Complaint(key, { date: say.date(on) }, atField(said, 'date'))
  return on
}

/** The facts of the deal with the edit. Throws a complaint for what a deal in its state cannot have. */
export function editedFacts(deal: Deal, edit: Edit, request: Pick<Request, 'today' | 'say'>, said: Said = 'typed'): DealFacts {
  const { number, state } = deal
  if (state === 'withdrawn') throw new Complaint('deal.withdrawn', { number })
  if (edit.close !== undefined && state !== 'open') throw new Complaint('deal.day-not-close', {}, atField(said, 'date'))
  if (edit.on !== undefined && state === 'open') throw new Complaint('deal.close-not-day', {}, atField(said, 'date'))
  if (edit.reason !== undefined && state !== 'lost') throw new Complaint('deal.reason-of-lost', { number }, atField(said, 'reason'))
  const close = edit.close === undefined ? undefined : checkedClose(edit.close, deal.closedOn, request, said)
  const on = edit.on === undefined || state === 'open' ? undefined : checkedDay(edit.on, state, request, said)
  const splits = edit.splits ?? deal.splits
  const owner = edit.owner && edit.owner.id !== deal.owner ? edit.owner : undefined
  if (owner && splits.some(({ member }) => member === owner.id))
    throw new Complaint('deal.owner-shares', { name: owner.name, number }, { example: `/deal split #${number} none` })
  const facts = state === 'open' && edit.stage !== undefined ? movedTo(deal, edit.stage, deal.closedOn, request.today) : factsOf(deal)
  return {
    ...(edit.worth === undefined ? facts : withWorth(facts, edit.worth)),
    ...(edit.customer === undefined ? {} : { customer: edit.customer }),
    ...(edit.product === undefined ? {} : { product: edit.product }),
    ...(edit.note === undefined ? {} : { note: edit.note }),
    ...(edit.reason === undefined ? {} : { lossReason: edit.reason }),
    // Credit counts for the team that the owner is in when it is given to them.
    ...(owner ? { owner: owner.id, team: owner.team } : {}),
    closedOn: close ?? on ?? deal.closedOn,
    tags: eachOnce([...(edit.tags ?? deal.tags), ...(edit.moreTags ?? [])]),
    splits,
  }
}
