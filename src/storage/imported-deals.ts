// The deals that stand for ids of another system, or for those that an export gave them.

import { setImmediate as whoWaits } from 'node:timers/promises'
import type { Destination } from '../conversation/platform.ts'
import type { Deal } from '../deals/deal.ts'
import { numberOfExported } from '../transfer/exported-id.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Transaction } from './database.ts'
import { dealOf } from './deal-rows.ts'
import { storable } from './stored-text.ts'

/** Ids looked up at once: databases take so many values in a statement. */
const page = 1000

/** By external id; those that stand for nothing are left out. */
export async function importedDeals(
  client: Transaction,
  workspaceId: WorkspaceId,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, Deal>> {
  const found = new Map<string, Deal>()
  const { announce } = await client.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { announce: true } })
  for (let from = 0; from < externalIds.length; from += page) {
    if (from > 0) await whoWaits()
    const ids = externalIds.slice(from, from + page)
    const byStored = new Map(ids.map((id) => [storable(id), id]))
    const rows = await client.importedDeal.findMany({ where: { workspaceId, externalId: { in: [...byStored.keys()] } } })
    // By a list of numbers: a list of pairs, as Prisma follows a relation, is more than SQLite takes in one expression.
    const deals = await client.deal.findMany({ where: { workspaceId, number: { in: rows.map(({ number }) => number) } } })
    const byNumber = new Map(deals.map((row) => [row.number, dealOf(row)]))
    for (const { externalId, number } of rows) {
      const deal = byNumber.get(number)
      if (deal) found.set(byStored.get(externalId) ?? externalId, deal)
    }
    const own = new Map(
      ids.flatMap((id) => {
        const number = found.has(id) ? undefined : numberOfExported(id, announce as Destination) // it was one when it was written
        return number === undefined ? [] : [[number, id] as const]
      }),
    )
    if (own.size === 0) continue
    for (const row of await client.deal.findMany({ where: { workspaceId, number: { in: [...own.keys()] } } })) {
      const deal = dealOf(row)
      const id = own.get(deal.number)
      if (id !== undefined) found.set(id, deal)
    }
  }
  return found
}
