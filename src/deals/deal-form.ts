// The form in which a deal is corrected, and how what was filled in is read: with the same words as a command's.
import type { Argument } from '../conversation/argument.ts'
import { amount, customer, note, pastDate } from '../conversation/arguments.ts'
import { Complaint, complaintOf } from '../conversation/complaint.ts'
import { refuseDirectionMarks } from '../conversation/parse-text.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Filled, Form } from '../message/form.ts'
import { writeAmount } from '../vocabulary/amount.ts'
import { decimalsOf, type Money, toDecimalString } from '../vocabulary/money.ts'
import { splitWords } from '../vocabulary/words.ts'
import type { Deal, DealFacts } from './deal.ts'
import { aboutDeal } from './deal-button.ts'

/** An amount as somebody would type it. Three decimals read as thousands, so there it takes the form that leaves no doubt. */
const typed = (amount: Money): string => (decimalsOf(amount.currency) === 3 ? writeAmount(amount) : toDecimalString(amount))

export const editForm = (deal: Deal, say: Say): Form => ({
  name: 'edit-deal',
  about: aboutDeal(deal),
  title: say.plain('deal.form.title', { number: deal.number }),
  submit: say.plain('button.save'),
  cancel: say.plain('button.cancel'),
  fields: [
    {
      name: 'amount',
      label: say.plain('deal.form.amount', { currency: deal.amount.currency }),
      kind: 'line',
      initial: typed(deal.amount),
      required: true,
      longest: 40,
    },
    { name: 'customer', label: say.plain('deal.form.customer'), kind: 'line', initial: deal.customer, required: false, longest: 100 },
    { name: 'date', label: say.plain('deal.form.date'), kind: 'date', initial: deal.closedOn, required: true },
    { name: 'note', label: say.plain('deal.form.note'), kind: 'text', initial: deal.note, required: false, longest: 500 },
  ],
})

/** The facts of a deal with what was filled in; throws a complaint that names the field. A field that is not there was not touched. */
export function readEdit(filled: Filled, request: Request): Partial<DealFacts> {
  const { workspace, today, say } = request
  const money = readField('amount', filled, amount, request)
  if (money === null) throw new Complaint('deal.form.empty', {}, { field: 'amount' })
  if (money && money.currency !== workspace.currency) {
    throw new Complaint('deal.other-currency', { written: money.currency, currency: workspace.currency }, { field: 'amount' })
  }
  const closedOn = readField('date', filled, pastDate, request)
  if (closedOn && closedOn > today) throw new Complaint('deal.in-the-future', { date: say.date(closedOn) }, { field: 'date' })
  const written = readField('customer', filled, customer, request, true)
  const noted = readField('note', filled, note, request, true)
  return {
    ...(money ? { amount: money } : {}),
    ...(closedOn ? { closedOn } : {}),
    ...(written === undefined ? {} : { customer: written ?? '' }),
    ...(noted === undefined ? {} : { note: noted ?? '' }),
  }
}

/**
 * A field holds one argument and nothing else. `whole`: it is free text as it stands, without quotes and keywords. Undefined: the field
 * is not there; null: it is empty.
 */
function readField<Value>(
  name: string,
  filled: Filled,
  argument: Argument<Value>,
  request: Request,
  whole = false,
): Value | undefined | null {
  const text = filled[name]?.replace(/\s+/g, ' ').trim()
  if (text === undefined) return undefined
  if (text === '') return null
  refuseDirectionMarks(text, name)
  const words = splitWords(whole ? text.replace(/["“”„«»「」]/g, ' ') : text)
  if (!Array.isArray(words)) throw complaintOf(words, name)
  const given = whole ? [{ text, from: 0, to: text.length, quoted: true }] : words
  const reading = argument.read(given, 0, { ...request.reading, text, startsSlot: () => false })
  if (reading.outcome === 'wrong') throw complaintOf(reading.problem, name)
  if (reading.outcome === 'passed' || reading.next < given.length)
    throw new Complaint('problem.expected', { expected: argument.name, text }, { field: name })
  return reading.value
}
