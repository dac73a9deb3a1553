// A deal moves through the pipeline, as features: to another stage, won, lost. Commands, buttons and forms call these.
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Money } from '../vocabulary/money.ts'
import { periodOf } from '../vocabulary/period.ts'
import { type Asked, type ChangeNeeds, reviseDeal } from './change-deal.ts'
import type { Deal } from './deal.ts'
import { checkedClose, checkedDay } from './deal-edit.ts'
import type { Before } from './deal-store.ts'
import { inWorkspaceMoney, type WorthNeeds } from './deal-worth.ts'
import { lostFor, movedTo, wonAs } from './pipeline.ts'

export type MoveNeeds = ChangeNeeds & WorthNeeds

/** When a deal should close if nobody says: before the quarter is over. */
export const usualClose = ({ today, workspace }: Pick<Request, 'today' | 'workspace'>): LocalDate =>
  periodOf('quarter', today, workspace.calendar).to

/** Moves a deal to a stage; one that was won, lost or undone is open again. */
export async function moveDeal(
  asked: Asked,
  said: { readonly stage: string; readonly close: LocalDate | undefined; readonly inForm?: boolean },
  needs: MoveNeeds,
): Promise<Answer> {
  const { request } = asked
  const has = asked.deal.state === 'open' ? asked.deal.closedOn : undefined
  const close = said.close && checkedClose(said.close, has, request, said.inForm ? 'in a form' : 'typed')
  return reviseDeal(
    asked,
    ({ deal, headEvent }) => {
      const known = close ?? closeBefore(deal, headEvent, request)
      return {
        kind: 'staged',
        facts: movedTo(deal, said.stage, known ?? usualClose(request), request.today),
        guessed: known === undefined,
      }
    },
    needs,
  )
}

/** When it should close already: as it stands, or as it stood before it was lost or undone, if that day is still to come. */
function closeBefore(deal: Deal, headEvent: Before['headEvent'], { today }: Request): LocalDate | undefined {
  if (deal.state === 'open') return deal.closedOn
  const before = headEvent?.before
  return before?.state === 'open' && before.closedOn >= today ? before.closedOn : undefined
}

/** Wins a deal, today and for its amount unless something else is said. */
export async function winDeal(
  asked: Asked,
  said: { readonly amount?: Money | undefined; readonly on?: LocalDate | undefined },
  needs: MoveNeeds,
): Promise<Answer> {
  const { request, deal } = asked
  const on = checkedDay(said.on ?? request.today, 'won', request)
  // What was typed in another currency is worth what that day's rate makes of it.
  const typed = said.amount ?? deal.original?.amount
  const worth = typed && (await inWorkspaceMoney(typed, on, request, needs))
  return reviseDeal(asked, ({ deal: now }) => ({ kind: 'won', facts: wonAs(now, worth, on) }), needs, {
    on,
    exactly: said.amount === undefined && worth !== undefined,
  })
}

/** Loses a deal, today unless another day is said. */
export async function loseDeal(
  asked: Asked,
  said: { readonly reason: string; readonly note: string | undefined; readonly on: LocalDate | undefined; readonly inForm?: boolean },
  needs: ChangeNeeds,
): Promise<Answer> {
  const on = checkedDay(said.on ?? asked.request.today, 'lost', asked.request, said.inForm ? 'in a form' : 'typed')
  return reviseDeal(
    asked,
    ({ deal }) => ({ kind: 'lost', facts: lostFor(deal, said.reason, said.note, on, asked.request.workspace.rules) }),
    needs,
  )
}
