// The day totals once more, from the events of deals and activities: what they should be, whatever happened to them.
import { difference as activityDifference } from '../activities/activity.ts'
import { difference } from '../deals/day-totals.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import { activityEventOf } from './activity-rows.ts'
import type { Database, Transaction } from './database.ts'
import { eventOf } from './deal-rows.ts'
import { lockWorkspace, raiseChanges } from './lock-workspace.ts'
import { companyKey, companyRows, summed, type TotalRow, totalKey, totalRow } from './total-rows.ts'

/** Rows read, and written, at once. */
const page = 2000

/** In seconds. A workspace of a million deals takes a minute or so, in which nobody changes its deals. */
const patience = 600

/** Recomputes a workspace's day totals, the members' and the company's, and returns how many differed. */
export const rebuildTotals = (database: Database, workspace: WorkspaceId): Promise<number> =>
  database.transaction(async (transaction) => {
    await lockWorkspace(database, transaction, workspace)
    const where = { workspaceId: workspace }
    const members = summed([...(await ofDeals(transaction, workspace)), ...(await ofActivities(transaction, workspace))], totalKey)
    const company = companyRows(members)
    const differing =
      differences(await transaction.dayTotal.findMany({ where }), members, totalKey) +
      differences(await transaction.companyDayTotal.findMany({ where }), company, companyKey)
    if (differing > 0) {
      await raiseChanges(transaction, workspace)
      await transaction.dayTotal.deleteMany({ where })
      await transaction.companyDayTotal.deleteMany({ where })
      for (const data of pages(members)) await transaction.dayTotal.createMany({ data })
      for (const data of pages(company)) await transaction.companyDayTotal.createMany({ data })
    }
    return differing
  }, patience)

/** How many values differ; no row and a row of 0 are the same. */
function differences<Row extends { readonly value: bigint }>(
  stored: readonly Row[],
  right: readonly NoInfer<Row>[],
  keyOf: (row: Row) => string,
): number {
  const left = new Map(stored.map((row) => [keyOf(row), row.value]))
  let count = 0
  for (const row of right) {
    if ((left.get(keyOf(row)) ?? 0n) !== row.value) count += 1
    left.delete(keyOf(row))
  }
  return count + [...left.values()].filter((value) => value !== 0n).length
}

async function ofDeals(transaction: Transaction, workspaceId: WorkspaceId): Promise<TotalRow[]> {
  let totals: TotalRow[] = []
  for (let last = { number: 0, revision: 0 }; ; ) {
    const rows = await transaction.dealEvent.findMany({
      where: { workspaceId, OR: [{ number: { gt: last.number } }, { number: last.number, revision: { gt: last.revision } }] },
      orderBy: [{ number: 'asc' }, { revision: 'asc' }],
      take: page,
    })
    const more = rows.map(eventOf).flatMap(({ before, after }) => difference(before, after).map((total) => totalRow(workspaceId, total)))
    totals = summed([...totals, ...more], totalKey)
    const end = rows.at(-1)
    if (!end || rows.length < page) return totals
    last = end
  }
}

async function ofActivities(transaction: Transaction, workspaceId: WorkspaceId): Promise<TotalRow[]> {
  let totals: TotalRow[] = []
  for (let last = { number: 0, id: 0 }; ; ) {
    const rows = await transaction.activityEvent.findMany({
      where: { workspaceId, OR: [{ number: { gt: last.number } }, { number: last.number, id: { gt: last.id } }] },
      orderBy: [{ number: 'asc' }, { id: 'asc' }],
      take: page,
    })
    const events = rows.map(activityEventOf)
    const more = events.flatMap(({ before, after }) => activityDifference(before, after).map((total) => totalRow(workspaceId, total)))
    totals = summed([...totals, ...more], totalKey)
    const end = rows.at(-1)
    if (!end || rows.length < page) return totals
    last = end
  }
}

function* pages<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += page) yield rows.slice(from, from + page)
}
