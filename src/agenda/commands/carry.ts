// `/agenda carry 3`: to the next meeting, while one is under way.
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { itemNumber } from '../agenda-arguments.ts'
import type { SettleNeeds } from '../settle-item.ts'
import { carryItem } from '../settle-point.ts'

export default command({
  name: 'agenda carry',
  summary: 'command.agenda-carry',
  examples: ['/agenda carry 3'],
  mayUse: 'agenda items',
  changes: 'with its answer',
  slots: { number: required(itemNumber) },
  run: (request, { number }, needs: SettleNeeds) => carryItem(request, number, needs),
})
