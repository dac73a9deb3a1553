// Correcting a deal, as a feature: the command and the form call it.
import type { Answer } from '../conversation/platform.ts'
import { type Asked, reviseDeal } from './change-deal.ts'
import { editedFacts } from './deal-edit.ts'
import type { Read } from './deal-form.ts'
import { inWorkspaceMoney } from './deal-worth.ts'
import type { MoveNeeds } from './move-deal.ts'

/** Puts in force what was said of a deal; an amount in another currency counts at the rate of the day that the deal then has. */
export async function correctDeal(
  asked: Asked,
  { amount, edit }: Read,
  needs: MoveNeeds,
  said: 'typed' | 'in a form' = 'typed',
): Promise<Answer> {
  const { request, deal } = asked
  const day = edit.close ?? edit.on ?? deal.closedOn
  // Another day has another rate.
  const moved = day === deal.closedOn ? undefined : deal.original?.amount
  const typed = amount ?? moved
  const field = said === 'typed' ? undefined : amount ? 'amount' : 'date'
  const worth = typed && (await inWorkspaceMoney(typed, day, request, needs, field))
  return reviseDeal(
    asked,
    ({ deal: now }) => {
      const facts = editedFacts(now, { ...edit, ...(worth ? { worth } : {}) }, request, said)
      return { kind: facts.state === 'open' && facts.stage !== now.stage ? 'staged' : 'edited', facts }
    },
    needs,
    { on: edit.on, owner: edit.owner, exactly: moved !== undefined && amount === undefined },
  )
}
