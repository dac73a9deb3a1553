// The form in which a deal is corrected, with what a deal in its state has.
import { amount, customer, futureDate, note, pastDate } from '../conversation/arguments.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import type { Field, Filled, Form } from '../message/form.ts'
import { writeAmount } from '../vocabulary/amount.ts'
import { decimalsOf, type Money, toDecimalString } from '../vocabulary/money.ts'
import type { Deal } from './deal.ts'
import { aboutDeal } from './deal-button.ts'
import type { Edit } from './deal-edit.ts'
import { product } from './deal-keywords.ts'
import { readChoice, readField } from './form-field.ts'
import { tagList } from './list-arguments.ts'
import { reasonField, stageField } from './pipeline-form.ts'

/** An amount as somebody would type it. Three decimals read as thousands, so there it takes the form that leaves no doubt. */
const typed = (amount: Money): string => (decimalsOf(amount.currency) === 3 ? writeAmount(amount) : toDecimalString(amount))

const dayLabels = { won: 'deal.form.date', withdrawn: 'deal.form.date', open: 'deal.form.closes', lost: 'deal.form.lost-on' } as const

/** In whose money the form has the amount: as it was typed. */
const typedAmount = ({ amount, original }: Pick<Deal, 'amount' | 'original'>): Money => original?.amount ?? amount

export function editForm(deal: Deal, request: Request): Form {
  const { say, workspace } = request
  const { currency } = typedAmount(deal)
  const fields: readonly (Field | false)[] = [
    {
      name: 'amount',
      label: say.plain('deal.form.amount', { currency }),
      kind: 'line',
      initial: currency === workspace.currency ? typed(deal.amount) : `${typed(typedAmount(deal))} ${currency}`,
      required: true,
      longest: 40,
    },
    { name: 'customer', label: say.plain('deal.form.customer'), kind: 'line', initial: deal.customer, required: false, longest: 100 },
    { name: 'product', label: say.plain('deal.form.product'), kind: 'line', initial: deal.product, required: false, longest: 60 },
    { name: 'date', label: say.plain(dayLabels[deal.state]), kind: 'date', initial: deal.closedOn, required: true },
    deal.state === 'open' && stageField(deal, request),
    deal.state === 'lost' && reasonField(deal, request, false),
    { name: 'note', label: say.plain('deal.form.note'), kind: 'text', initial: deal.note, required: false, longest: 500 },
    {
      name: 'tags',
      label: say.plain('deal.form.tags'),
      kind: 'line',
      initial: deal.tags.map((tag) => `#${tag}`).join(' '),
      required: false,
      longest: 1_000,
    },
  ]
  return {
    name: 'edit-deal',
    about: aboutDeal(deal),
    title: say.plain('deal.form.title', { number: deal.number }),
    submit: say.plain('button.save'),
    cancel: say.plain('button.cancel'),
    fields: fields.filter((field) => field !== false),
  }
}

/** What was typed for the amount, where that is another one than the deal has, and everything else that is to be different. */
export interface Read {
  readonly amount: Money | undefined
  readonly edit: Edit
}

/** What was filled in; throws a complaint that names the field. A field that is not there was not touched. */
export function readEdit(filled: Filled, deal: Deal, request: Request): Read {
  const money = readField('amount', filled, amount, request)
  if (money === null) throw new Complaint('deal.form.empty', {}, { field: 'amount' })
  const has = typedAmount(deal)
  const day = readField('date', filled, deal.state === 'open' ? futureDate : pastDate, request)
  const written = readField('customer', filled, customer, request, true)
  const sold = readField('product', filled, product, request, true)
  const noted = readField('note', filled, note, request, true)
  const tags = readField('tags', filled, tagList, request)
  const { stages, lossReasons } = request.workspace.rules
  const stage =
    deal.state === 'open'
      ? readChoice(
          'stage',
          filled,
          stages.map(({ name }) => name),
        )
      : undefined
  const reason = deal.state === 'lost' ? readChoice('reason', filled, lossReasons) : undefined
  return {
    amount: money && (money.minor !== has.minor || money.currency !== has.currency) ? money : undefined,
    edit: {
      ...(day ? (deal.state === 'open' ? { close: day } : { on: day }) : {}),
      ...(written === undefined ? {} : { customer: written ?? '' }),
      ...(sold === undefined ? {} : { product: sold ?? '' }),
      ...(noted === undefined ? {} : { note: noted ?? '' }),
      ...(tags === undefined ? {} : { tags: tags ?? [] }),
      ...(stage === undefined ? {} : { stage }),
      ...(reason === undefined ? {} : { reason }),
    },
  }
}
