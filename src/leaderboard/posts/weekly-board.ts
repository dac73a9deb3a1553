// The board of a week in a channel, as of the day that it was for, with its picture.
import type { Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Pictures } from '../../pictures/pictures.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { isLocalDate, today } from '../../vocabulary/local-date.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { boardPicture } from '../board-picture.ts'
import { type WeeklyNeeds, weeklyBoard } from '../weekly-board.ts'
import { weeklyMessage } from '../weekly-message.ts'

type Needs = WeeklyNeeds & {
  readonly directory: Pick<Directory, 'audience'>
  readonly pictures: Pick<Pictures, 'font'>
  readonly clock: Clock
}

export default post({
  name: 'weekly-board',
  async render(entry, needs: Needs) {
    const { workspace, say } = entry
    const day = String(entry.about.day)
    if (!isLocalDate(day)) return undefined
    const policy = await channelPolicy(entry, needs)
    const [weekly, font] = await Promise.all([weeklyBoard(workspace, day, needs), needs.pictures.font()])
    if (!weekly) return undefined
    const picture = font && boardPicture(weekly.week, { workspace, say, policy, day }, font)
    // Where the week is over, what is due in the one after it is not due next week.
    const isOver = weekly.week.topic.period.to < today(needs.clock.now(), workspace.timeZone)
    const next = weekly.next && isOver ? { count: 0, minor: 0n } : weekly.next
    return weeklyMessage({ ...weekly, next }, { workspace, say, policy }, picture)
  },
})
