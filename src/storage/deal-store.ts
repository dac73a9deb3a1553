// Deals in the database. Changing them is the hot path and has a folder of its own (ledger/); what is here reads.
import type { DealStore } from '../deals/deal-store.ts'
import type { Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { listDeals } from './deal-lists.ts'
import { dealOf, eventOf } from './deal-rows.ts'
import { distinction, teamStanding } from './distinctions.ts'
import { changingDeals } from './ledger/change-deals.ts'
import { standingAt } from './ledger/standings.ts'
import { latestWins, TypicalWins } from './ledger/typical-wins.ts'
import { rebuildTotals } from './rebuild-totals.ts'
import { around, inThread, threadOf } from './small-wins.ts'

export function dealStore(database: Database, { queue, engine }: Waking): DealStore {
  const { client } = database
  const list = listDeals(database)
  const typical = new TypicalWins(latestWins(database))
  return {
    change: changingDeals(
      database,
      (to) => queue.wake(to),
      engine && database.kind === 'postgresql',
      (written) => typical.saw(written),
    ),

    typicalWin: (workspace, owner) => typical.of(workspace, owner),

    async find(workspaceId, number) {
      const row = await client.deal.findUnique({ where: { workspaceId_number: { workspaceId, number } } })
      return row ? dealOf(row) : undefined
    },

    async events(workspaceId, number) {
      const rows = await client.dealEvent.findMany({ where: { workspaceId, number }, orderBy: { revision: 'asc' } })
      return rows.map(eventOf)
    },

    list,

    async won(workspaceId, { owner, from, to }, page) {
      const filter = { state: 'won', ...(owner !== undefined && { owner }), ...(from && { from }), ...(to && { to }) } as const
      const { deals, byStage } = await list(workspaceId, filter, page)
      return {
        deals,
        count: byStage.reduce((all, { count }) => all + count, 0),
        sum: byStage.reduce((all, { sum }) => all + sum, 0n),
      }
    },

    async lastChangedBy(workspaceId, member) {
      const where = { workspaceId, headById: member }
      const row = await client.deal.findFirst({ where, orderBy: [{ headSeq: 'desc' }, { number: 'desc' }] })
      return row ? dealOf(row) : undefined
    },

    async wonBefore(workspaceId, owner, number) {
      const where = { workspaceId, state: 'won', ownerId: owner, number: { lt: number } }
      const [count, largest] = await Promise.all([
        client.deal.count({ where }),
        client.deal.findFirst({ where, orderBy: { minor: 'desc' }, select: { minor: true } }),
      ])
      return { count, largest: largest?.minor ?? 0n }
    },

    standingAt: (workspace, owner, periods, number) => standingAt(database, workspace, owner, periods, number),

    distinction: (workspace, win, period) => distinction(database, workspace, win, period),
    teamStanding: (workspace, teams, period) => teamStanding(database, workspace, teams, period),
    around: (workspace, deal, since) => around(database, workspace, deal, since),
    threadOf: (workspace, number) => threadOf(database, workspace, number),
    inThread: (workspace, key, to) => inThread(database, workspace, key, to),

    rebuildTotals: (workspace) => rebuildTotals(database, workspace),
  }
}
