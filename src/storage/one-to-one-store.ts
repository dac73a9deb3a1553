// What the agenda of a 1:1 reads, in the database.
import type { OneToOneStore } from '../agenda/one-to-one-store.ts'
import { factsFromJson } from '../deals/facts-json.ts'
import { type AgendaNumber, asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, DatabaseKind } from './database.ts'
import { type DealRow, dealColumns, dealOf } from './deal-rows.ts'
import { query } from './query.ts'

/**
 * The statement for the changed deals: the member's own, each with its first event since. A plus keeps SQLite from going through all
 * events of the week for each of them, which after an import are many, and through everybody's deals for the sake of their order.
 */
export const dealsChangedSince = (kind: DatabaseKind, workspace: WorkspaceId, owner: MemberId, since: number) =>
  query(
    kind,
    (put) => `SELECT ${dealColumns('d')}, CAST(e."before" AS TEXT) AS "before" FROM "Deal" d
      JOIN "DealEvent" e ON e."workspaceId" = d."workspaceId" AND e."number" = d."number" AND e."revision" = (
        SELECT MIN(f."revision") FROM "DealEvent" f WHERE f."workspaceId" = d."workspaceId" AND f."number" = d."number" AND +f."at" > ${put(since)})
      WHERE d."workspaceId" = ${put(workspace)} AND d."state" IN ('open', 'won', 'lost') AND d."ownerId" = ${put(owner)}
        AND d."touchedAt" > ${put(since)} ORDER BY +d."number"`,
  )

export function oneToOneStore({ kind, client }: Database): OneToOneStore {
  return {
    async changedDeals(workspace, owner, since) {
      const { sql, values } = dealsChangedSince(kind, workspace, owner, since)
      const rows = await client.$queryRawUnsafe<(DealRow & { readonly before: string | null })[]>(sql, ...values)
      return rows.map((row) => {
        const now = dealOf(row)
        const before: unknown = row.before === null ? null : JSON.parse(row.before)
        return { number: now.number, before: before === null ? undefined : factsFromJson(before), now }
      })
    },

    async doneSince(workspaceId, member, since) {
      const rows = await client.agendaItem.findMany({
        where: { workspaceId, withId: member, state: 'done', endedAt: { gt: since } },
        orderBy: { number: 'asc' },
        select: { number: true },
      })
      return rows.map(({ number }) => asId<AgendaNumber>(number))
    },

    async openActions(workspaceId, member, take) {
      const where = { workspaceId, state: 'open', kind: 'action', OR: [{ ownerId: member }, { withId: member }] }
      const [rows, count] = await Promise.all([
        client.agendaItem.findMany({
          where,
          orderBy: [{ due: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
          take,
          select: { number: true },
        }),
        client.agendaItem.count({ where }),
      ])
      return { numbers: rows.map(({ number }) => asId<AgendaNumber>(number)), count }
    },
  }
}
