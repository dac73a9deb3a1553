// What became of an open deal whose day has passed, in one form: it closes later, it was won, it was lost.
import { pastDate } from '../conversation/arguments.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Filled, Form } from '../message/form.ts'
import type { Asked } from './change-deal.ts'
import { correctDeal } from './correct-deal.ts'
import type { Deal } from './deal.ts'
import { aboutDeal } from './deal-button.ts'
import { checkedDay } from './deal-edit.ts'
import { readChoice, readDay, readField } from './form-field.ts'
import { loseDeal, type MoveNeeds, winDeal } from './move-deal.ts'
import { reasonField } from './pipeline-form.ts'

const outcomes = ['open', 'won', 'lost'] as const

/** Throws a complaint for a deal that is not open any more. */
export function updateForm(deal: Deal, request: Request): Form {
  const { say } = request
  if (deal.state !== 'open') throw new Complaint('deal.update.not-open', { number: deal.number }, { example: `/deal show #${deal.number}` })
  return {
    name: 'update-deal',
    about: aboutDeal(deal),
    title: say.plain('deal.update.title', { number: deal.number }),
    submit: say.plain('button.save'),
    cancel: say.plain('button.cancel'),
    fields: [
      {
        name: 'outcome',
        label: deal.customer || say.plain('deal.no-customer'),
        kind: 'choice',
        required: true,
        initial: 'open',
        options: outcomes.map((outcome) => ({ value: outcome, label: say.plain(`deal.update.is-${outcome}`) })),
      },
      { name: 'date', label: say.plain('deal.update.day'), kind: 'date', hint: say.plain('deal.update.day-hint'), required: false },
      { ...reasonField(deal, request, false), hint: say.plain('deal.update.reason-hint') },
    ],
  }
}

/** Does to the deal what was filled in; throws a complaint that names the field. */
export function updateDeal(asked: Asked, filled: Filled, needs: MoveNeeds): Promise<Answer> {
  const { request } = asked
  switch (readChoice('outcome', filled, outcomes)) {
    case 'won': {
      const on = readField('date', filled, pastDate, request) ?? undefined
      return winDeal(asked, { on: on && checkedDay(on, 'won', request, 'in a form') }, needs)
    }
    case 'lost': {
      const on = readField('date', filled, pastDate, request) ?? undefined
      const reason = readChoice('reason', filled, request.workspace.rules.lossReasons)
      if (reason === undefined) throw new Complaint('deal.form.empty', {}, { field: 'reason' })
      return loseDeal(asked, { reason, note: undefined, on, inForm: true }, needs)
    }
    case 'open': {
      const close = readDay('date', filled, request)
      if (close === undefined) throw new Complaint('deal.form.empty', {}, { field: 'date' })
      return correctDeal(asked, { amount: undefined, edit: { close } }, needs, 'in a form')
    }
    default:
      throw new Complaint('deal.form.empty', {}, { field: 'outcome' })
  }
}
