// The card of a win, or its line in the thread of small wins, from what is true when it is shown: sent late or rewritten, it is never stale.

import type { Workspace } from '../../conversation/people.ts'
import type { Directory } from '../../conversation/platform.ts'
import { post } from '../../conversation/post.ts'
import type { Clock } from '../../vocabulary/clock.ts'
import { asId, type DealNumber } from '../../vocabulary/ids.ts'
import { today } from '../../vocabulary/local-date.ts'
import { type Period, periodOf } from '../../vocabulary/period.ts'
import { channelPolicy } from '../../workspaces/channel-policy.ts'
import { withTeamsBelow } from '../../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { countingPeriods } from '../counting-periods.ts'
import type { Deal } from '../deal.ts'
import { type CardFacts, smallWinLine, winCard } from '../deal-card.ts'
import type { DealStore } from '../deal-store.ts'

interface Needs {
  readonly deals: Pick<DealStore, 'find' | 'events' | 'wonBefore' | 'standingAt' | 'distinction' | 'teamStanding' | 'threadOf'>
  readonly workspaces: Pick<WorkspaceStore, 'member' | 'teams'>
  readonly directory: Pick<Directory, 'audience'>
  readonly clock: Clock
}

export default post({
  name: 'win-card',
  async render(entry, needs: Needs) {
    const { workspace, about, action, say } = entry
    const { deals, workspaces, clock } = needs
    const number = asId<DealNumber>(Number(about.deal))
    const deal = await deals.find(workspace.id, number)
    // Undone before it was ever shown: there is nothing to celebrate and nothing to take back.
    if (!deal || (deal.state !== 'won' && action.do !== 'rewrite')) return undefined
    const periods = countingPeriods(deal.closedOn, workspace.calendar)
    const [owner, earlier, { standing, before }, sharing, { biggest, inARow }, thread, corrected, policy] = await Promise.all([
      workspaces.member(workspace.id, deal.owner),
      deals.wonBefore(workspace.id, deal.owner, number),
      deals.standingAt(workspace.id, deal.owner, periods, number),
      Promise.all(deal.splits.map(({ member }) => workspaces.member(workspace.id, member))),
      deals.distinction(workspace.id, deal, periodOf('quarter', deal.closedOn, workspace.calendar)),
      deals.threadOf(workspace.id, number),
      isCorrected(deal, workspace, needs),
      channelPolicy(entry, needs),
    ])
    const card = {
      deal,
      corrected,
      owner: owner ?? { name: '?', leave: [], startedOn: undefined },
      sharedWith: sharing.flatMap((member) => member?.name ?? []),
      earlier,
      standing,
      before,
      biggest,
      inARow,
      team: await teamOf(deal, standing.period, workspace, needs),
    }
    const place = { workspace, today: today(clock.now(), workspace.timeZone), policy }
    return thread === undefined ? winCard(card, place, say) : smallWinLine(card, place, say)
  },
})

/** The change in force is an edit of the win; that it was moved through the pipeline before is no correction. */
async function isCorrected({ number, head }: Deal, { id }: Workspace, { deals }: Needs): Promise<boolean> {
  if (head <= 1) return false
  const event = (await deals.events(id, number)).find(({ revision }) => revision === head)
  return event?.kind === 'edited' && event.before?.state === 'won'
}

/** The team that the deal counts for. */
async function teamOf({ team: id }: Deal, period: Period, workspace: Workspace, { deals, workspaces }: Needs): Promise<CardFacts['team']> {
  if (id === undefined) return undefined
  const teams = await workspaces.teams(workspace)
  const team = teams.find((one) => one.id === id)
  if (!team) return undefined
  const below = withTeamsBelow(id, teams).filter((one) => one !== id)
  return { name: team.name, standing: await deals.teamStanding(workspace.id, [id, ...below], period) }
}
