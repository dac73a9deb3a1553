// `/deal edit #42 amount 5500`: what is stored of a deal is corrected. Without anything said, a form asks.
import { keyword, required, tags } from '../../conversation/argument.ts'
import { amount, customer, dealNumber, futureDate, lossReason, note, pastDate, tag } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { person } from '../../conversation/people-arguments.ts'
import { mayActFor } from '../../workspaces/may-act.ts'
import { correctDeal } from '../correct-deal.ts'
import { editForm } from '../deal-form.ts'
import { product } from '../deal-keywords.ts'
import { orNone, tagList } from '../list-arguments.ts'
import { dealToChange } from '../may-touch.ts'
import type { MoveNeeds } from '../move-deal.ts'

export default command({
  name: 'deal edit',
  summary: 'command.deal-edit',
  examples: [
    '/deal edit #42 amount 5500',
    '/deal edit #42 customer "Acme Corp" on 2026-11-16 #renewal',
    '/deal edit #42 close 15 dec product "GTX Pro" note none',
    '/deal edit #42 owner @kim tags none',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    number: required(dealNumber),
    amount: keyword('amount', amount),
    customer: keyword('customer', orNone(customer)),
    product: keyword('product', orNone(product)),
    close: keyword('close', futureDate),
    on: keyword('on', pastDate),
    reason: keyword('reason', lossReason),
    note: keyword('note', orNone(note)),
    owner: keyword('owner', person),
    tags: keyword('tags', tagList),
    moreTags: tags(tag),
  },
  async run(request, { number, ...said }, needs: MoveNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    if (Object.values(said).every((value) => value === undefined || (Array.isArray(value) && value.length === 0 && value !== said.tags))) {
      if (deal.state === 'withdrawn') throw new Complaint('deal.withdrawn', { number })
      return { kind: 'form', form: editForm(deal, request) }
    }
    const { owner } = said
    if (owner && owner.id !== deal.owner && !(await mayActFor(request, 'deals', owner.id, needs.workspaces)))
      throw new Complaint('deal.not-given-away')
    const { amount: typed, ...edit } = withoutGaps(said)
    return correctDeal({ request, deal, revision: undefined, replaces: false }, { amount: typed, edit }, needs)
  },
})

type Said<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> }

/** What was said, without the names of what was not. */
const withoutGaps = <Values extends object>(values: Values): Said<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Said<Values> // the entries that are left are those
