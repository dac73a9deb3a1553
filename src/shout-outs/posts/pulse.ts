// The daily pulse in a channel.
import type { Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { DealStore } from '../../deals/deal-store.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { isLocalDate, today } from '../../vocabulary/local-date.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { mayBeNamed } from '../honours.ts'
import { pulseMessage, shownWins, sinceLastWorked } from '../pulse.ts'
import type { ShoutOutsStore } from '../shout-outs-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'won'>
  readonly workspaces: Pick<WorkspaceStore, 'members'>
  readonly shoutOuts: Pick<ShoutOutsStore, 'largest'>
  readonly directory: Pick<Directory, 'audience'>
  readonly clock: Clock
}

export default post({
  name: 'pulse',
  async render(entry, needs: Needs) {
    const { workspace, about, say } = entry
    const day = String(about.day)
    if (!isLocalDate(day)) return undefined
    const days = sinceLastWorked(day, workspace)
    const { count, sum } = await needs.deals.won(workspace.id, { owner: undefined, ...days }, { skip: 0, take: 0 })
    if (count === 0) return undefined
    const [members, policy] = await Promise.all([needs.workspaces.members(workspace.id), channelPolicy(entry, needs)])
    const names = new Map(members.filter(mayBeNamed).map(({ id, name }) => [id, name]))
    const except = members.filter((member) => !mayBeNamed(member)).map(({ id }) => id)
    const largest = await needs.shoutOuts.largest(workspace.id, days, { except, take: shownWins })
    const wins = largest.flatMap(({ customer, member }) => {
      const owner = names.get(member)
      return owner === undefined ? [] : [{ customer, owner }]
    })
    const shown = { workspace, today: today(needs.clock.now(), workspace.timeZone), policy, say }
    return pulseMessage({ days, count, sum, wins }, shown)
  },
})
