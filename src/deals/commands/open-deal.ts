// `/deal open 12000 Globex stage proposal close 15 dec`: a deal comes into the pipeline. The channel hears of it when it is won.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { amount, customer, futureDate, stage } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { dealKeywords, ownerOf } from '../deal-keywords.ts'
import { logOpen, type OpenNeeds } from '../log-deal.ts'

export default command({
  name: 'deal open',
  summary: 'command.deal-open',
  examples: [
    '/deal open 12000 Globex stage proposal close 15 dec',
    '/deal open 12k "Acme Corp"',
    '/deal open 8000 Initech for @sam product "GTX Pro" close 15 dec #renewal',
  ],
  mayUse: 'deals',
  changes: 'with its answer',
  slots: {
    amount: required(amount),
    customer: optional(customer),
    stage: keyword('stage', stage),
    close: keyword('close', futureDate),
    ...dealKeywords,
  },
  async run(request, { close, split, ...values }, needs: OpenNeeds) {
    const owner = await ownerOf(request, values.for, needs.workspaces)
    return logOpen(request, { ...values, owner, on: close, sharing: split.flat() }, needs)
  },
})
