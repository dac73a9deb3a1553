// `/deal list [period]`: the speaker's own wins, newest first.
import { optional } from '../../conversation/argument.ts'
import { period } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { dealPage } from '../deal-page.ts'
import type { DealStore } from '../deal-store.ts'

export default command({
  name: 'deal list',
  summary: 'command.deal-list',
  examples: ['/deal list', '/deal list this month', '/deal list 2026-Q4'],
  mayUse: 'see deals',
  changes: 'nothing',
  slots: { period: optional(period) },
  async run(request, { period }, { deals }: { deals: Pick<DealStore, 'won'> }) {
    return { kind: 'message', message: await dealPage(request, period, 0, deals), replaces: false }
  },
})
