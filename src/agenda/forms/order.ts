// The order of an agenda, sent.

import { form } from '../../conversation/form.ts'
import { refuseDirectionMarks } from '../../conversation/parse-text.ts'
import { readMeeting } from '../agenda-value.ts'
import { type RunNeeds, reorder } from '../run-meeting.ts'
import { orderFrom } from '../section-names.ts'

export default form({
  name: 'agenda-order',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read: readMeeting,
  async run(request, ref, { order = '' }, needs: RunNeeds) {
    refuseDirectionMarks(order, 'order')
    return reorder(request, ref, orderFrom(order, request.say, 'order'), needs)
  },
})
