// A topic for an agenda, sent.
import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import { readMeeting } from '../agenda-value.ts'
import { type CircleNeeds, circleHere, maySee, must } from '../circles.ts'
import { fieldOf } from '../form-field.ts'
import { type PutNeeds, putOnAgenda } from '../put-on-agenda.ts'

export default form({
  name: 'agenda-topic',
  mayUse: 'agenda items',
  changes: 'with its answer',
  read: readMeeting,
  async run(request, { circle }, filled, needs: PutNeeds & CircleNeeds) {
    const teams = await needs.workspaces.teams(request.workspace)
    const isHere = circleHere(request, teams).team === circle.team
    await must(isHere || maySee(request, circle, teams), request, needs, () => new Complaint('agenda.not-your-meeting'))
    return putOnAgenda(request, { circle, kind: 'topic', text: fieldOf('topic', filled) }, teams, needs)
  },
})
