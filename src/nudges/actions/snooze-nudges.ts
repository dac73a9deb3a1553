// *Snooze a week* under a nudge, and the longer times that its answer offers.
import { action } from '../../conversation/action.ts'
import { readSnooze } from '../nudge-button.ts'
import { type SnoozeNeeds, snooze } from '../snooze.ts'

export default action({
  name: 'snooze-nudges',
  mayUse: 'nudges',
  changes: 'with its answer',
  read: readSnooze,
  run: (request, wanted, needs: SnoozeNeeds) => snooze(request, wanted, needs),
})
