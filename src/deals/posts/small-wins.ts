// What stands above the thread of a day's small wins: how many there are, and what they are worth together.
import { copyKey } from '../../conversation/mirrored.ts'
import type { Destination, Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { isLocalDate, type LocalDate, today } from '../../vocabulary/local-date.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { smallWinsMessage } from '../deal-card.ts'
import type { DealStore } from '../deal-store.ts'
import { smallWinsKey } from '../small-wins.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'inThread'>
  readonly directory: Pick<Directory, 'audience'>
  readonly clock: Clock
}

export default post({
  name: 'small-wins',
  async render(entry, needs: Needs) {
    const { workspace, about, to, say } = entry
    const day = String(about.day)
    if (!isLocalDate(day)) return undefined
    // Said also when the only win was taken back meanwhile: the day's next one is answered in this thread.
    const [wins, policy] = await Promise.all([
      needs.deals.inThread(workspace.id, threadAt(day, about.thread, to), to),
      channelPolicy(entry, needs),
    ])
    return smallWinsMessage({ day, ...wins }, { workspace, today: today(needs.clock.now(), workspace.timeZone), policy }, say)
  },
})

/** The thread's key in the channel where it is shown: its own, or its copy's. */
function threadAt(day: LocalDate, thread: unknown, to: Destination): string {
  const own = smallWinsKey(day, to)
  return typeof thread !== 'string' || thread === own ? own : copyKey(thread, to)
}
