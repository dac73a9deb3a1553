// `/deal lost #42 price "went with a cheaper vendor"`: it came to nothing, and why. Without a reason a form asks for it.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { lossReason, note, openDealNumber, pastDate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import type { ChangeNeeds } from '../change-deal.ts'
import { dealToChange } from '../may-touch.ts'
import { loseDeal } from '../move-deal.ts'
import { loseForm } from '../pipeline-form.ts'

export default command({
  name: 'deal lost',
  summary: 'command.deal-lost',
  examples: ['/deal lost #42 price "went with a cheaper vendor"', '/deal lost #42 no decision on yesterday', '/deal lost #42'],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    number: required(openDealNumber),
    reason: optional(lossReason),
    note: optional(note),
    on: keyword('on', pastDate),
  },
  async run(request, { number, reason, note: said, on }, needs: ChangeNeeds) {
    const deal = await dealToChange(request, number, needs.deals, needs.workspaces)
    if (reason === undefined) return loseForm(deal, { on }, request)
    return loseDeal({ request, deal, revision: undefined, replaces: false }, { reason, note: said, on }, needs)
  },
})
