// `/agenda done 3`
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { itemNumber } from '../agenda-arguments.ts'
import { type SettleNeeds, settleItem } from '../settle-item.ts'

export default command({
  name: 'agenda done',
  summary: 'command.agenda-done',
  examples: ['/agenda done 3'],
  mayUse: 'agenda items',
  changes: 'with its answer',
  slots: { number: required(itemNumber) },
  run: (request, { number }, needs: SettleNeeds) => settleItem(request, number, 'done', needs),
})
