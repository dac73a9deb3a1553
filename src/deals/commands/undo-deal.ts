// `/deal undo [#42]`: the way back. Without a number, the latest thing that the speaker did to any deal.
import { optional } from '../../conversation/argument.ts'
import { dealNumber } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { type ChangeNeeds, undoDeal } from '../change-deal.ts'
import type { DealStore } from '../deal-store.ts'
import { dealToChange } from '../may-touch.ts'

type Needs = ChangeNeeds & { readonly deals: Pick<DealStore, 'lastChangedBy'> }

export default command({
  name: 'deal undo',
  summary: 'command.deal-undo',
  examples: ['/deal undo', '/deal undo #42'],
  mayUse: 'rep',
  changes: 'with its answer',
  slots: { number: optional(dealNumber) },
  async run(request, values, needs: Needs) {
    const last = values.number ?? (await needs.deals.lastChangedBy(request.workspace.id, request.speaker.id))?.number
    if (last === undefined) throw new Complaint('deal.nothing-of-yours')
    const deal = await dealToChange(request, last, needs.deals, needs.workspaces)
    return undoDeal({ request, deal, revision: undefined, replaces: false }, needs)
  },
})
