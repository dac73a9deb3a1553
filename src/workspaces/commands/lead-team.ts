// `/dealbell team lead North @kim`: who leads a team; `none`: nobody does.
import { required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { team } from '../../conversation/people-arguments.ts'
import { changeTeam, type TeamNeeds } from '../change-team.ts'
import { personOrNone } from '../people-arguments.ts'
import { changedTeam } from '../team-changes.ts'

export default command({
  name: 'dealbell team lead',
  summary: 'command.dealbell-team-lead',
  examples: ['/dealbell team lead North @kim', '/dealbell team lead North none'],
  mayUse: 'members',
  changes: 'with its answer',
  slots: { team: required(team), who: required(personOrNone) },
  run(request, { team: { id, name }, who }, needs: TeamNeeds) {
    const lead = who === 'none' ? undefined : who
    const done = lead ? request.say('team.lead-now', { name: lead.name, team: name }) : request.say('team.lead-gone', { team: name })
    return changeTeam(request, { about: id, name, lead, decide: (now) => changedTeam(now, id, { lead: lead?.id }), done }, needs)
  },
})
