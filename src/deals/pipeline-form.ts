// The forms in which a deal is moved to a stage, and in which it is lost.

import { note, pastDate } from '../conversation/arguments.ts'
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { Field, Filled } from '../message/form.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Deal } from './deal.ts'
import { aboutDeal } from './deal-button.ts'
import { readChoice, readDay, readField } from './form-field.ts'
import { usualClose } from './move-deal.ts'
import { lostFor } from './pipeline.ts'

/** The stages to choose from. */
export const stageField = (deal: Deal, { say, workspace }: Request): Field => ({
  name: 'stage',
  label: say.plain('deal.form.stage'),
  kind: 'choice',
  required: true,
  options: workspace.rules.stages.map(({ name, probability }) => ({ value: name, label: `${name} ${say.percent(probability / 100)}` })),
  ...(workspace.rules.stages.some(({ name }) => name === deal.stage) ? { initial: deal.stage ?? '' } : {}),
})

/** The reasons to choose from. */
export const reasonField = (deal: Deal, { say, workspace }: Request, required: boolean): Field => ({
  name: 'reason',
  label: say.plain('deal.form.reason'),
  kind: 'choice',
  required,
  options: workspace.rules.lossReasons.map((reason) => ({ value: reason, label: reason })),
  ...(workspace.rules.lossReasons.some((reason) => reason === deal.lossReason) ? { initial: deal.lossReason ?? '' } : {}),
})

export function moveForm(deal: Deal, request: Request): Answer {
  const { say } = request
  return {
    kind: 'form',
    form: {
      name: 'move-deal',
      about: aboutDeal(deal),
      title: say.plain('deal.form.move-title', { number: deal.number }),
      submit: say.plain('button.save'),
      cancel: say.plain('button.cancel'),
      fields: [
        stageField(deal, request),
        {
          name: 'date',
          label: say.plain('deal.form.closes'),
          kind: 'date',
          initial: deal.state === 'open' ? deal.closedOn : usualClose(request),
          required: true,
        },
      ],
    },
  }
}

export const readMove = (filled: Filled, request: Request): { readonly stage: string; readonly close: LocalDate | undefined } => {
  const stages = request.workspace.rules.stages.map(({ name }) => name)
  const stage = readChoice('stage', filled, stages)
  if (stage === undefined) throw new Complaint('deal.form.empty', {}, { field: 'stage' })
  return { stage, close: readDay('date', filled, request) }
}

/** Asks why it was lost; throws a complaint for a deal that cannot be. `on`: the day that was said already. */
export function loseForm(deal: Deal, { on }: { readonly on: LocalDate | undefined }, request: Request): Answer {
  const { say, today, workspace } = request
  lostFor(deal, '', undefined, today, workspace.rules)
  return {
    kind: 'form',
    form: {
      name: 'lose-deal',
      about: aboutDeal(deal),
      title: say.plain('deal.form.lose-title', { number: deal.number }),
      submit: say.plain('button.save'),
      cancel: say.plain('button.cancel'),
      fields: [
        reasonField(deal, request, true),
        { name: 'note', label: say.plain('deal.form.note'), kind: 'text', required: false, longest: 400 },
        { name: 'date', label: say.plain('deal.form.lost-on'), kind: 'date', initial: on ?? today, required: true },
      ],
    },
  }
}

export function readLoss(filled: Filled, request: Request) {
  const reason = readChoice('reason', filled, request.workspace.rules.lossReasons)
  if (reason === undefined) throw new Complaint('deal.form.empty', {}, { field: 'reason' })
  const said = readField('note', filled, note, request, true) ?? undefined
  return { reason, note: said, on: readField('date', filled, pastDate, request) ?? undefined }
}
