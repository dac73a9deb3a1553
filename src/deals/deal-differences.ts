// What a change made different in a deal, as the echo and the history of the deal say it.
import type { Say } from '../languages/say.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { DealEvent, DealFacts } from './deal.ts'
import { changedFacts, factsOf } from './deal-changes.ts'
import { shareOf } from './deal-gist.ts'

/** `$5,000.00 → $5,500.00 · Acme → Acme Corp`: one after the other; empty where there is nothing to say. */
export function differencesText(
  { before, after }: Pick<DealEvent, 'before' | 'after'>,
  names: ReadonlyMap<MemberId, string>,
  say: Say,
): string {
  if (!before) return ''
  const arrow = (from: string, to: string) => `${from || '–'} → ${to || '–'}`
  const both = (text: (facts: DealFacts) => string) => arrow(text(before), text(after))
  const name = (id: MemberId) => names.get(id) ?? '?'
  const shares = ({ splits }: DealFacts) =>
    splits.map(({ member, basisPoints }) => `${name(member)} ${shareOf(basisPoints, say)}`).join(', ')
  const sameState = before.state === after.state
  const newNote = !sameState && before.note === ''
  const said: Partial<Record<keyof DealFacts, string>> = {
    ...(sameState && after.state === 'open' ? { stage: both(({ stage }) => stage ?? '') } : {}),
    owner: both(({ owner }) => name(owner)),
    customer: both(({ customer }) => customer),
    product: both(({ product }) => product),
    amount: both(({ amount }) => say.money(amount)),
    ...(sameState ? { closedOn: both(({ closedOn }) => say.date(closedOn)), lossReason: both(({ lossReason }) => lossReason ?? '') } : {}),
    note: newNote ? say.plain('deal.note', { note: after.note }) : both(({ note }) => note),
    tags: both(({ tags }) => tags.map((tag) => `#${tag}`).join(' ')),
    splits: both(shares),
  }
  return changedFacts(factsOf(before), factsOf(after))
    .flatMap((fact) => said[fact] ?? [])
    .join(' · ')
}
