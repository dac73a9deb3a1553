// The MVP of a month or a quarter in a channel, from what is true when it is shown.
import { type Directory, partsOf } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { KudosStore } from '../../kudos/kudos-store.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { periodFromKey } from '../../vocabulary/period.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { mvpMessage } from '../mvp-message.ts'
import { readSeason } from '../season.ts'
import type { WeekNeeds } from '../week.ts'

type Needs = WeekNeeds & {
  readonly kudos: Pick<KudosStore, 'personIn'>
  readonly directory: Pick<Directory, 'audience'>
  readonly clock: Clock
}

/** So many of those who are level are named, and told. */
const named = 3

export default post({
  name: 'mvp',
  async render(entry, needs: Needs) {
    const { workspace, about, to, say } = entry
    const period = periodFromKey(String(about.period), workspace.calendar)
    if (period?.kind !== 'month' && period?.kind !== 'quarter') return undefined
    const [season, policy] = await Promise.all([readSeason(period, workspace, needs), channelPolicy(entry, needs)])
    const { installation } = partsOf(to)
    const accounts = await Promise.all(
      (season.mvp?.first ?? []).slice(0, named).map(async ({ member: { id } }) => {
        const person = await needs.kudos.personIn(workspace.id, installation, id)
        return person === undefined ? [] : [[id, person] as const]
      }),
    )
    return mvpMessage(season, { workspace, policy, say, people: new Map(accounts.flat()), quarterToo: about.quarter === 1 })
  },
})
