// `/dealbell team add North under West lead @kim`: a new team.
import { keyword, required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { person, team } from '../../conversation/people-arguments.ts'
import { changeTeam, type TeamNeeds } from '../change-team.ts'
import { teamName } from '../people-arguments.ts'
import { newTeam } from '../team-changes.ts'

export default command({
  name: 'dealbell team add',
  summary: 'command.dealbell-team-add',
  examples: ['/dealbell team add North', '/dealbell team add North under West lead @kim', '/dealbell team add "Key accounts" lead @kim'],
  mayUse: 'members',
  changes: 'with its answer',
  slots: { name: required(teamName), under: keyword('under', team), lead: keyword('lead', person) },
  run(request, { name, under, lead }, needs: TeamNeeds) {
    const { say } = request
    const placed = under ? say('team.added-under', { team: name, parent: under.name }) : say('team.added', { team: name })
    const done = lead ? [...placed, ' ', ...say('team.leads', { name: lead.name, team: name })] : placed
    const facts = { name, parent: under?.id, lead: lead?.id, channel: undefined }
    return changeTeam(request, { about: undefined, name, lead, decide: (now) => newTeam(now, facts), done }, needs)
  },
})
