// *Newer*, *Older* under a list of deals.
import { action } from '../../conversation/action.ts'
import { type Period, periodFromKey } from '../../vocabulary/period.ts'
import { dealPage } from '../deal-page.ts'
import type { DealStore } from '../deal-store.ts'

export default action({
  name: 'turn-deal-page',
  mayUse: 'see deals',
  changes: 'nothing',
  read(value) {
    const [, digits, key] = /^(\d{1,7}):(.*)$/.exec(value) ?? []
    if (digits === undefined || key === undefined) return undefined
    return { skip: Number(digits), key }
  },
  async run(request, { skip, key }, { deals }: { deals: Pick<DealStore, 'won'> }) {
    const period: Period | undefined = key === '' ? undefined : periodFromKey(key, request.workspace.calendar)
    return { kind: 'message', message: await dealPage(request, period, skip, deals), replaces: true }
  },
})
