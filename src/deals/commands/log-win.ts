// `/deal won 5000 Acme`: a win, today, mine. Stored with everything that follows from it before it is answered.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { amount, customer, pastDate } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { dealKeywords, ownerOf } from '../deal-keywords.ts'
import { logWin, type WinNeeds } from '../log-deal.ts'

export default command({
  name: 'deal won',
  first: true,
  summary: 'command.deal-won',
  examples: [
    '/deal won 5000 Acme',
    '/deal won 5.5k "Acme Corp" on yesterday',
    '/deal won 12,500 Globex split @kim 30% note renewal #renewal',
    '/deal won 8000 Initech product "GTX Pro" for @sam on 2026-11-18',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    amount: required(amount),
    customer: optional(customer),
    on: keyword('on', pastDate),
    ...dealKeywords,
  },
  async run(request, { on, split, ...values }, needs: WinNeeds) {
    const owner = await ownerOf(request, values.for, needs.workspaces)
    return logWin(request, { ...values, owner, on, sharing: split.flat() }, needs)
  },
})
