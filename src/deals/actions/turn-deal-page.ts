// *Newer*, *Older* under a list of deals.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { PendingStore } from '../../workspaces/pending-store.ts'
import { listFromKey } from '../deal-list.ts'
import { dealPage, keptLists, type PageNeeds } from '../deal-page.ts'

type Needs = PageNeeds & { readonly pending: Pick<PendingStore, 'find'> }

export default action({
  name: 'turn-deal-page',
  mayUse: 'see deals',
  changes: 'nothing',
  read(value) {
    const [, digits, key] = /^(\d{1,7}):(.*)$/s.exec(value) ?? []
    if (digits === undefined || key === undefined) return undefined
    return { skip: Number(digits), key }
  },
  async run(request, { skip, key }, needs: Needs) {
    const { workspace } = request
    const kept = key.startsWith('@') ? await needs.pending.find(workspace.id, key.slice(1)) : undefined
    const list = listFromKey(kept?.kind === keptLists ? kept.payload : key, workspace.calendar)
    if (!list) throw new Complaint('deal.list-too-old', {}, { example: '/deal list' })
    return { kind: 'message', message: await dealPage(request, list, skip, needs), replaces: true }
  },
})
