// Deals in the database. Changing them is the hot path and has a folder of its own (ledger/); what is here reads.
import type { DealStore } from '../deals/deal-store.ts'
import type { Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { dealOf, eventOf } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { changingDeals } from './ledger/change-deals.ts'
import { standingAt } from './ledger/standings.ts'
import { TypicalWins } from './ledger/typical-wins.ts'
import { query } from './query.ts'
import { rebuildTotals } from './rebuild-totals.ts'

export function dealStore(database: Database, { queue, engine }: Waking): DealStore {
  const { client, kind } = database
  const typical = new TypicalWins(database)
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

    async won(workspaceId, { owner, from, to }, { skip, take }) {
      // Prisma's own sum is SQLite's, which ends at 64 bits
      const { sql, values } = query(
        kind,
        (put) => `SELECT CAST(COUNT(*) AS INTEGER) AS count, ${sumText(kind, '"minor"')} AS sum FROM "Deal"
          WHERE "workspaceId" = ${put(workspaceId)} AND "state" = 'won' ${owner === undefined ? '' : `AND "ownerId" = ${put(owner)}`}
          ${from === undefined ? '' : `AND "closedOn" >= ${put(from)}`} ${to === undefined ? '' : `AND "closedOn" <= ${put(to)}`}`,
      )
      const closedOn = { ...(from && { gte: from }), ...(to && { lte: to }) }
      const where = { workspaceId, state: 'won', closedOn, ...(owner !== undefined && { ownerId: owner }) }
      const [rows, [all]] = await Promise.all([
        client.deal.findMany({ where, orderBy: [{ closedOn: 'desc' }, { number: 'desc' }], skip, take }),
        client.$queryRawUnsafe<{ count: number | bigint; sum: string | null }[]>(sql, ...values),
      ])
      return { deals: rows.map(dealOf), count: Number(all?.count ?? 0), sum: sumOf(all?.sum) }
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

    rebuildTotals: (workspace) => rebuildTotals(database, workspace),
  }
}
