// *Done* under the private word about an action.
import { action } from '../../conversation/action.ts'
import { type AgendaNumber, asId } from '../../vocabulary/ids.ts'
import { type SettleNeeds, settleItem } from '../settle-item.ts'

export default action({
  name: 'agenda-action-done',
  mayUse: 'agenda items',
  changes: 'with its answer',
  read: (value) => (/^[1-9]\d{0,8}$/.test(value) ? asId<AgendaNumber>(Number(value)) : undefined),
  run: (request, number, needs: SettleNeeds) => settleItem(request, number, 'done', needs, true),
})
