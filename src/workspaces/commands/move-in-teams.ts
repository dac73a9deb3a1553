// `/dealbell team move @sam to North`: somebody into a team; `/dealbell team move North under West`: a team under another.
import { keyword, optional, required } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { changeMember, type MemberNeeds } from '../change-member.ts'
import { changeTeam, type TeamNeeds } from '../change-team.ts'
import { personOrTeam, teamOrNone, teamOrTop } from '../people-arguments.ts'
import { changedTeam } from '../team-changes.ts'

export default command({
  name: 'dealbell team move',
  summary: 'command.dealbell-team-move',
  examples: [
    '/dealbell team move @sam North',
    '/dealbell team move @sam none',
    '/dealbell team move North under West',
    '/dealbell team move North under top',
  ],
  mayUse: 'members',
  changes: 'with its answer',
  slots: {
    what: required(personOrTeam),
    into: optional(teamOrNone),
    to: keyword('to', { ...teamOrNone, field: { kind: 'not asked', instead: 'into' } }),
    under: keyword('under', teamOrTop),
  },
  async run(request, { what, into, to, under }, needs: TeamNeeds & MemberNeeds) {
    const { say } = request
    if (what.kind === 'company') throw new Complaint('team.company-stays')
    if (what.kind === 'member') {
      const where = to ?? into
      if (where === undefined || under !== undefined || (to && into)) throw new Complaint('team.move-where', { name: what.member.name })
      return changeMember(request, what.member, { team: where === 'none' ? undefined : where }, needs)
    }
    const { id, name } = what.team
    if (under === undefined || to !== undefined || into !== undefined) throw new Complaint('team.move-under', { team: name })
    const parent = under === 'top' ? undefined : under
    const done = parent ? say('team.moved', { team: name, parent: parent.name }) : say('team.moved-top', { team: name })
    return changeTeam(request, { about: id, name, decide: (now) => changedTeam(now, id, { parent: parent?.id }), done }, needs)
  },
})
