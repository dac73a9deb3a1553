// *End meeting* under the agenda of one that is under way.
import { action } from '../../conversation/action.ts'
import { readMeeting } from '../agenda-value.ts'
import { endMeeting, type RunNeeds } from '../run-meeting.ts'

export default action({
  name: 'end-meeting',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read: readMeeting,
  run: (request, ref, needs: RunNeeds) => endMeeting(request, ref, needs),
})
