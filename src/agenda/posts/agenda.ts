// An agenda in a channel, from what is true when it is shown: planned, under way, skipped or over.

import type { Workspace } from '../../conversation/people.ts'
import { Stale } from '../../conversation/people.ts'
import { type Directory, NotDelivered } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { type Agenda, type AgendaNeeds, agendaOf } from '../agenda.ts'
import { agendaMessage } from '../agenda-message.ts'
import { readMeeting } from '../agenda-value.ts'

export type PostNeeds = AgendaNeeds & { readonly directory: Pick<Directory, 'audience'>; readonly clock: Clock }

/** The agenda that a post is about; undefined: there is no such team any more. Throws `NotDelivered` where the workspace changes meanwhile. */
export async function agendaAbout(
  about: Readonly<Record<string, string | number>>,
  workspace: Workspace,
  needs: AgendaNeeds,
): Promise<Agenda | undefined> {
  const ref = readMeeting(`${about.team}:${about.day}`)
  if (!ref) return undefined
  try {
    return await agendaOf(ref.circle, ref.day, workspace, needs)
  } catch (error) {
    if (error instanceof Stale) throw new NotDelivered('later', 'the workspace has changed', 100)
    throw error
  }
}

export default post({
  name: 'agenda',
  async render({ workspace, about, to, say, writtenAt }, needs: PostNeeds) {
    const agenda = await agendaAbout(about, workspace, needs)
    if (!agenda) return undefined
    const policy = await channelPolicy({ workspace, to, writtenAt }, needs)
    const { meetingTime: time, meetingMinutes: minutes } = workspace.rules
    return agendaMessage(agenda, { say, policy, workspace }, { time, minutes })
  },
})
