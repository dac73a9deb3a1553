// The week's shout-outs in a channel, as of the day that they were for, as the board beside them.
import type { Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { isLocalDate } from '../../vocabulary/local-date.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { shoutOutsMessage } from '../shout-outs-message.ts'
import { readWeek, type WeekNeeds } from '../week.ts'

type Needs = WeekNeeds & { readonly directory: Pick<Directory, 'audience'>; readonly clock: Clock }

export default post({
  name: 'shout-outs',
  async render(entry, needs: Needs) {
    const { workspace, about, say } = entry
    const day = String(about.day)
    if (!isLocalDate(day)) return undefined
    const [found, policy] = await Promise.all([readWeek(day, workspace, needs), channelPolicy(entry, needs)])
    return shoutOutsMessage(found, { workspace, policy, say, boardSaid: about.board === 1 })
  },
})
