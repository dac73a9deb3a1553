// `/agenda action @who <what> by <date>`: oneself, or whom one leads the meeting of.
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { person } from '../../conversation/people-arguments.ts'
import { task } from '../agenda-arguments.ts'
import { type CircleNeeds, circleHere, mayRun, must } from '../circles.ts'
import { type PutNeeds, putOnAgenda } from '../put-on-agenda.ts'

export default command({
  name: 'agenda action',
  summary: 'command.agenda-action',
  examples: ['/agenda action @noor pricing sheet by fri', '/agenda action me call Globex'],
  mayUse: 'agenda items',
  changes: 'with its answer',
  slots: { who: required(person), what: required(task) },
  async run(request, { who, what }, needs: PutNeeds & CircleNeeds) {
    const teams = await needs.workspaces.teams(request.workspace)
    const circle = circleHere(request, teams)
    const may = who.id === request.speaker.id || mayRun(request, circle, teams)
    await must(may, request, needs, () => new Complaint('agenda.not-for-others', { command: '/agenda add' }))
    return putOnAgenda(request, { circle, kind: 'action', text: what.text, owner: who, due: what.due }, teams, needs)
  },
})
