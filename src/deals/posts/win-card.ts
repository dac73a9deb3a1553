// The card of a win, from what is true when it is shown: sent late or rewritten, it is never stale.
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { asId, type DealNumber } from '../../vocabulary/ids.ts'
import { today } from '../../vocabulary/local-date.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { countingPeriods } from '../counting-periods.ts'
import { winCard } from '../deal-card.ts'
import type { DealStore } from '../deal-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find' | 'wonBefore' | 'standingAt'>
  readonly workspaces: Pick<WorkspaceStore, 'member'>
  readonly clock: Clock
}

export default post({
  name: 'win-card',
  async render({ workspace, about, action, say }, { deals, workspaces, clock }: Needs) {
    const number = asId<DealNumber>(Number(about.deal))
    const deal = await deals.find(workspace.id, number)
    // Undone before it was ever shown: there is nothing to celebrate and nothing to take back.
    if (!deal || (deal.state !== 'won' && action.do === 'post')) return undefined
    const periods = countingPeriods(deal.closedOn, workspace.calendar)
    const [owner, earlier, { standing, before }, sharing] = await Promise.all([
      workspaces.member(workspace.id, deal.owner),
      deals.wonBefore(workspace.id, deal.owner, number),
      deals.standingAt(workspace.id, deal.owner, periods, number),
      Promise.all(deal.splits.map(({ member }) => workspaces.member(workspace.id, member))),
    ])
    const sharedWith = sharing.flatMap((member) => member?.name ?? [])
    const card = { deal, ownerName: owner?.name ?? '?', sharedWith, earlier, standing, before }
    return winCard(card, workspace, today(clock.now(), workspace.timeZone), say)
  },
})
