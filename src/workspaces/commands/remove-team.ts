// `/dealbell team remove North`: only a team that nothing hangs on.
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { team } from '../../conversation/people-arguments.ts'
import { changeTeam, type TeamNeeds } from '../change-team.ts'
import { removedTeam } from '../team-changes.ts'

export default command({
  name: 'dealbell team remove',
  summary: 'command.dealbell-team-remove',
  examples: ['/dealbell team remove North'],
  mayUse: 'members',
  changes: 'with its answer',
  slots: { team: required(team) },
  run(request, { team: { id, name } }, needs: TeamNeeds) {
    const done = request.say('team.removed', { team: name })
    return changeTeam(request, { about: id, name, decide: (now) => removedTeam(now, id), done }, needs)
  },
})
