// *Start* under an agenda.
import { action } from '../../conversation/action.ts'
import type { AgendaNeeds } from '../agenda.ts'
import { readMeeting } from '../agenda-value.ts'
import { type RunNeeds, startMeeting } from '../run-meeting.ts'

export default action({
  name: 'start-meeting',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read: readMeeting,
  run: (request, ref, needs: RunNeeds & AgendaNeeds) => startMeeting(request, ref, needs),
})
