// `/agenda drop 3`: off the agenda, as nobody will talk about it or do it.
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { itemNumber } from '../agenda-arguments.ts'
import { type SettleNeeds, settleItem } from '../settle-item.ts'

export default command({
  name: 'agenda drop',
  summary: 'command.agenda-drop',
  examples: ['/agenda drop 3'],
  mayUse: 'agenda items',
  changes: 'with its answer',
  slots: { number: required(itemNumber) },
  run: (request, { number }, needs: SettleNeeds) => settleItem(request, number, 'dropped', needs),
})
