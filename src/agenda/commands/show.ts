// `/agenda`, `/agenda show North`: the next agenda as it would be posted now, for oneself.
import { optional } from '../../conversation/argument.ts'
import { company } from '../../conversation/arguments.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { team } from '../../conversation/people-arguments.ts'
import { type Directory, partsOf } from '../../conversation/platform.ts'
import { quiet } from '../../message/write.ts'
import { policyFor } from '../../workspaces/amount-policy.ts'
import { type AgendaNeeds, agendaOf } from '../agenda.ts'
import { agendaPreview } from '../agenda-message.ts'
import { meetingDay } from '../agenda-schedule.ts'
import { type CircleNeeds, channelOf, circleHere, maySee, must, whyNowhere } from '../circles.ts'

export default command({
  name: 'agenda',
  first: true,
  word: 'show',
  summary: 'command.agenda',
  examples: ['/agenda', '/agenda show North'],
  mayUse: 'look',
  changes: 'nothing',
  slots: { company: optional(company), team: optional(team) },
  async run(request, values, needs: AgendaNeeds & CircleNeeds & { readonly directory: Pick<Directory, 'audience'> }) {
    const { workspace, say } = request
    const teams = await needs.workspaces.teams(workspace)
    const circle = values.team ? { team: values.team.id } : values.company ? {} : circleHere(request, teams)
    await must(maySee(request, circle, teams), request, needs, () => new Complaint('agenda.not-your-meeting'))
    const posted = await needs.agenda.posted(workspace.id, circle)
    const agenda = await agendaOf(circle, meetingDay(posted, request), workspace, needs)
    if (!agenda) throw new Complaint('complaint.button-unknown')
    // As it would be posted: with as much of the amounts as its channel is shown.
    const to = channelOf(circle, workspace, teams) ?? workspace.announce
    const { installation, channel } = partsOf(to)
    const policy = policyFor(workspace, to, await needs.directory.audience(installation, channel))
    const { meetingTime: time, meetingMinutes: minutes } = workspace.rules
    const shown = agendaPreview(agenda, { say, policy, workspace }, { time, minutes })
    const isThere = posted.some(({ day }) => day === agenda.meeting.day)
    const nowhere = isThere ? undefined : whyNowhere(circle, workspace, teams)
    const nodes = nowhere ? [...shown.nodes, quiet(say(nowhere))] : shown.nodes
    return { kind: 'message', message: { nodes }, replaces: false }
  },
})
