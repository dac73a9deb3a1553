// The day totals once more, from the events: what they should be, whatever happened to them.
import { type DayTotal, difference } from '../deals/day-totals.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, Transaction } from './database.ts'
import { eventOf } from './deal-rows.ts'
import { lockWorkspace } from './lock-workspace.ts'

/** Rows read, and written, at once. */
const page = 2000

/** A workspace of a million deals takes a minute or so, in which nobody changes its deals. */
const patience = 600

const keyOf = (memberId: number, metric: string, day: string, teamId: number): string => JSON.stringify([memberId, metric, day, teamId])

/** Recomputes a workspace's day totals and returns how many differed. */
export const rebuildTotals = (database: Database, workspaceId: WorkspaceId): Promise<number> =>
  database.transaction(async (transaction) => {
    await lockWorkspace(database, transaction, workspaceId)
    const stored = await transaction.dayTotal.findMany({ where: { workspaceId } })
    const before = new Map(stored.map((row) => [keyOf(row.memberId, row.metric, row.day, row.teamId), row.value]))
    const after = await fromEvents(transaction, workspaceId)
    const keys = new Set([...before.keys(), ...after.keys()])
    const differing = [...keys].filter((key) => (before.get(key) ?? 0n) !== (after.get(key)?.value ?? 0n))
    if (differing.length > 0) {
      await transaction.dayTotal.deleteMany({ where: { workspaceId } })
      const rows = [...after.values()].map(({ member, team, metric, day, value }) => {
        return { workspaceId, memberId: member, teamId: team ?? 0, metric, day, value }
      })
      for (let from = 0; from < rows.length; from += page) await transaction.dayTotal.createMany({ data: rows.slice(from, from + page) })
    }
    return differing.length
  }, patience)

async function fromEvents(transaction: Transaction, workspaceId: WorkspaceId): Promise<ReadonlyMap<string, DayTotal>> {
  const sums = new Map<string, DayTotal>()
  for (let last = { number: 0, revision: 0 }; ; ) {
    const rows = await transaction.dealEvent.findMany({
      where: { workspaceId, OR: [{ number: { gt: last.number } }, { number: last.number, revision: { gt: last.revision } }] },
      orderBy: [{ number: 'asc' }, { revision: 'asc' }],
      take: page,
    })
    for (const { before, after } of rows.map(eventOf)) {
      for (const total of difference(before, after)) {
        const key = keyOf(total.member, total.metric, total.day, total.team ?? 0)
        sums.set(key, { ...total, value: (sums.get(key)?.value ?? 0n) + total.value })
      }
    }
    const end = rows.at(-1)
    if (!end || rows.length < page) return sums
    last = end
  }
}
