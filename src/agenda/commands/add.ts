// `/agenda add <topic>`: for the next meeting of this channel's team.
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { topic } from '../agenda-arguments.ts'
import { type CircleNeeds, circleHere } from '../circles.ts'
import { type PutNeeds, putOnAgenda } from '../put-on-agenda.ts'

export default command({
  name: 'agenda add',
  summary: 'command.agenda-add',
  examples: ['/agenda add how we price the pilot'],
  mayUse: 'agenda items',
  changes: 'with its answer',
  slots: { text: required(topic) },
  async run(request, { text }, needs: PutNeeds & CircleNeeds) {
    const teams = await needs.workspaces.teams(request.workspace)
    return putOnAgenda(request, { circle: circleHere(request, teams), kind: 'topic', text }, teams, needs)
  },
})
