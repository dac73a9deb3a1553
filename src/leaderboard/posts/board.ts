// A board in a channel, from what is true when it is shown, and with as much of the amounts as the channel may see.
import type { Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { today } from '../../vocabulary/local-date.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { boardTopicOf, readBoard } from '../board-key.ts'
import { publicBoard, type ShowNeeds } from '../show-board.ts'

type Needs = ShowNeeds & { readonly directory: Pick<Directory, 'audience'>; readonly clock: Clock }

export default post({
  name: 'board',
  async render(entry, needs: Needs) {
    const { workspace, about, say } = entry
    const typed = readBoard(`${about.metric}:${about.period}:${about.team}:${about.order}`)
    const topic = typed && boardTopicOf(typed, { workspace })
    if (!topic) return undefined
    const policy = await channelPolicy(entry, needs)
    return publicBoard(topic, { workspace, today: today(needs.clock.now(), workspace.timeZone), say, policy }, needs)
  },
})
