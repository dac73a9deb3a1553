// `/dealbell rebuild`: the day totals once more from the events, for whoever doubts them. It may take a minute, in which nobody changes
// anything in the workspace; the platform is acknowledged meanwhile and gets the answer when it is there.
import { command } from '../../conversation/command.ts'
import { headline, message } from '../../message/write.ts'
import type { DealStore } from '../deal-store.ts'

export default command({
  name: 'dealbell rebuild',
  summary: 'command.dealbell-rebuild',
  examples: ['/dealbell rebuild'],
  mayUse: 'settings',
  changes: 'repeatably',
  slots: {},
  async run({ workspace, say }, _, { deals }: { deals: Pick<DealStore, 'rebuildTotals'> }) {
    const count = await deals.rebuildTotals(workspace.id)
    return {
      kind: 'message',
      message: message(headline(say(count === 0 ? 'rebuild.same' : 'rebuild.differed', { count }))),
      replaces: false,
    }
  },
})
