// `/dealbell team rename North to North-East`: the team, its past and its targets stay, under another name.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { team } from '../../conversation/people-arguments.ts'
import { changeTeam, type TeamNeeds } from '../change-team.ts'
import { teamName } from '../people-arguments.ts'
import { changedTeam } from '../team-changes.ts'

export default command({
  name: 'dealbell team rename',
  summary: 'command.dealbell-team-rename',
  examples: ['/dealbell team rename North to North-East', '/dealbell team rename North "North-East"'],
  mayUse: 'members',
  changes: 'with its answer',
  slots: {
    team: required(team),
    name: optional(teamName),
    to: keyword('to', { ...teamName, field: { kind: 'not asked', instead: 'name' } }),
  },
  async run(request, { team: { id, name: before }, ...given }, needs: TeamNeeds) {
    const name = given.to ?? given.name
    if (name === undefined || (given.to !== undefined && given.name !== undefined)) throw new Complaint('team.what-name', { team: before })
    const done = request.say('team.renamed', { before, team: name })
    return changeTeam(request, { about: id, name, decide: (now) => changedTeam(now, id, { name }), done }, needs)
  },
})
