// *Skip this week* under an agenda.
import { action } from '../../conversation/action.ts'
import { readMeeting } from '../agenda-value.ts'
import { type RunNeeds, skipMeeting } from '../run-meeting.ts'

export default action({
  name: 'skip-meeting',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read: readMeeting,
  run: (request, ref, needs: RunNeeds) => skipMeeting(request, ref, needs),
})
