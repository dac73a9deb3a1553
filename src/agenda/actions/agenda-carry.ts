// *Carry over* at a point of a meeting.
import { action } from '../../conversation/action.ts'
import { readPointRef } from '../agenda-value.ts'
import type { SettleNeeds } from '../settle-item.ts'
import { settlePoint } from '../settle-point.ts'

export default action({
  name: 'agenda-carry',
  mayUse: 'agenda items',
  changes: 'with its answer',
  read: readPointRef,
  run: (request, ref, needs: SettleNeeds) => settlePoint(request, ref, 'carried', needs),
})
