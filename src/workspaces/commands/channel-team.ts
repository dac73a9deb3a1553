// `/dealbell team channel North #north`: where what is for a team alone is posted, as the agenda of its meeting.

import { flag, optional, required } from '../../conversation/argument.ts'
import { channelSpan } from '../../conversation/channels-here.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { team } from '../../conversation/people-arguments.ts'
import type { Destination, Directory } from '../../conversation/platform.ts'
import { changeTeam, type TeamNeeds } from '../change-team.ts'
import { channel, chosenChannel, mustEnter } from '../chosen-channel.ts'
import { changedTeam } from '../team-changes.ts'

interface Needs extends TeamNeeds {
  readonly directory: Pick<Directory, 'enter'>
  /** What could not be posted there is tried again. */
  readonly delivery: { revive(to: Destination): Promise<void> }
}

export default command({
  name: 'dealbell team channel',
  summary: 'command.dealbell-team-channel',
  examples: ['/dealbell team channel North here', '/dealbell team channel North #north', '/dealbell team channel North none'],
  mayUse: 'members',
  changes: 'with its answer',
  slots: { team: required(team), channel: optional(channel), here: flag('here'), none: flag('none') },
  async run(request, { team: { id, name }, none, ...chosen }, { teams, directory, delivery }: Needs) {
    const to = chosenChannel(request, chosen)
    if ((to === undefined) === (none === undefined)) throw new Complaint('team.which-channel', { team: name })
    if (to !== undefined) await mustEnter(to, directory)
    const { say } = request
    const done =
      to === undefined ? say('team.channel-gone', { team: name }) : say('team.channel-now', { team: name, channel: channelSpan(to) })
    const answer = await changeTeam(request, { about: id, name, decide: (now) => changedTeam(now, id, { channel: to }), done }, { teams })
    if (to !== undefined) await delivery.revive(to)
    return answer
  },
})
