// `/dealbell team`: the tree of teams; with a name, that team and those below it.
import { optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { team } from '../../conversation/people-arguments.ts'
import { showTeams, type TreeNeeds } from '../show-teams.ts'

export default command({
  name: 'dealbell team',
  word: 'show',
  summary: 'command.dealbell-team',
  examples: ['/dealbell team', '/dealbell team North'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { team: optional(team) },
  run: (request, { team }, needs: TreeNeeds) => showTeams(request, { team: team?.id, skip: 0, replaces: false }, needs),
})
