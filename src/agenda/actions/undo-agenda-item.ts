// *Undo* after something was done with an item of an agenda.
import { action } from '../../conversation/action.ts'
import type { SettleNeeds } from '../settle-item.ts'
import { readDoneWithItem, undoItem } from '../undo-item.ts'

export default action({
  name: 'undo-agenda-item',
  mayUse: 'agenda items',
  changes: 'with its answer',
  read: readDoneWithItem,
  run: (request, done, needs: SettleNeeds) => undoItem(request, done, needs),
})
