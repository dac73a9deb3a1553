// The form in which a deal is logged, won or still open: what a button offers to somebody who did not type a command.
import { amount, customer, futureDate, note, pastDate } from '../conversation/arguments.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Request } from '../conversation/request.ts'
import type { Filled, Form } from '../message/form.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { readChoice, readField } from './form-field.ts'
import type { NewDeal } from './log-deal.ts'

const states = ['won', 'open'] as const

/** What the button and the form carry: whose deal it will be. Only they log through it. */
export const readOwner = (value: string): MemberId | undefined => (/^[1-9]\d{0,8}$/.test(value) ? asId<MemberId>(Number(value)) : undefined)

/** Throws a complaint to everybody but the one to whom the button was given: a message can be passed on. */
export function checkOwner(owner: MemberId, { speaker }: Pick<Request, 'speaker'>): void {
  if (speaker.id !== owner) throw new Complaint('deal.form.not-yours', {}, { example: '/deal won 5000 Acme' })
}

export function logForm({ say, speaker, workspace }: Request): Form {
  return {
    name: 'log-deal',
    about: String(speaker.id),
    title: say.plain('deal.form.log-title'),
    submit: say.plain('button.save'),
    cancel: say.plain('button.cancel'),
    fields: [
      {
        name: 'state',
        label: say.plain('deal.form.state'),
        kind: 'choice',
        required: true,
        initial: 'won',
        options: states.map((state) => ({ value: state, label: say.plain(`deal.form.is-${state}`) })),
      },
      {
        name: 'amount',
        label: say.plain('deal.form.amount', { currency: workspace.currency }),
        kind: 'line',
        required: true,
        longest: 40,
      },
      { name: 'customer', label: say.plain('deal.form.customer'), kind: 'line', required: false, longest: 100 },
      { name: 'date', label: say.plain('deal.form.day'), kind: 'date', hint: say.plain('deal.form.day-hint'), required: false },
      { name: 'note', label: say.plain('deal.form.note'), kind: 'text', required: false, longest: 500 },
    ],
  }
}

/** What was filled in; throws a complaint that names the field. */
export function readLog(filled: Filled, request: Request): { readonly state: 'won' | 'open'; readonly deal: NewDeal } {
  const state = readChoice('state', filled, states)
  if (state === undefined) throw new Complaint('deal.form.empty', {}, { field: 'state' })
  const money = readField('amount', filled, amount, request) ?? undefined
  if (money === undefined) throw new Complaint('deal.form.empty', {}, { field: 'amount' })
  return {
    state: state === 'won' ? 'won' : 'open',
    deal: {
      owner: request.speaker,
      amount: money,
      customer: readField('customer', filled, customer, request, true) ?? undefined,
      product: undefined,
      on: readField('date', filled, state === 'won' ? pastDate : futureDate, request) ?? undefined,
      note: readField('note', filled, note, request, true) ?? undefined,
      tags: [],
      sharing: [],
    },
  }
}
