// Writes many changes of deals within a transaction that holds the workspace: what an import does, a page at a time. The same tables by
// the same rules as the hot path, so that rebuilding the totals finds nothing; nobody waits for an answer of each.

import type { Destination } from '../../conversation/platform.ts'
import { difference } from '../../deals/day-totals.ts'
import type { Deal } from '../../deals/deal.ts'
import type { Step } from '../../deals/deal-changes.ts'
import { type Here, postsAfter } from '../../deals/deal-posts.ts'
import type { Instant } from '../../vocabulary/clock.ts'
import type { WorkspaceId } from '../../vocabulary/ids.ts'
import { type Waking, writeEntries } from '../change-workspace.ts'
import type { Database, Transaction } from '../database.ts'
import { storableJson } from '../stored-text.ts'
import type { Writing } from './batch.ts'
import { goneCredits, rowsOf, whereTheyStand } from './rows.ts'
import { insert, rowsFrom, type TableName } from './tables.ts'
import { changeDeals, creditKey, endings } from './write.ts'

export interface ManySteps {
  readonly workspace: WorkspaceId
  /** As found in this transaction. */
  readonly found: { readonly version: number; readonly nextDeal: number; readonly changes: number }
  /** Where cards stand by default. */
  readonly here: Here
  readonly at: Instant
  /** Each deal once, with how it stood before; new ones are numbered from `nextDeal`. */
  readonly steps: readonly (Step & { readonly before: Deal | undefined })[]
}

/** Returns whom to wake once it is committed. Cards that stand are rewritten; none is made for what was not announced. */
export async function writeMany(
  database: Database,
  transaction: Transaction,
  engine: Waking['engine'],
  many: ManySteps,
): Promise<readonly Destination[]> {
  const { workspace, found, here, steps, at } = many
  if (steps.length === 0) return []
  const written: readonly Writing[] = steps.map((step, index) => ({
    ...step,
    workspace,
    requestKey: String(index),
    ownerName: undefined,
    answer: { kind: 'message', message: { nodes: [] }, replaces: false },
    totals: difference(step.before, step.deal),
    posts: step.before?.announced ? postsAfter(step.before, step, here) : [],
  }))
  const rows = rowsOf(written, new Map([[workspace, found]]))
  const isNew = new Set<unknown>(steps.flatMap(({ deal, before }) => (before ? [] : [deal.number])))
  // What an import did is nobody's last change: `/deal undo` without a number leaves it alone.
  const deals = rows.Deal.map((row) => ({ ...row, headById: null, headSeq: null }))
  const fresh = deals.filter(({ number }) => isNew.has(number))
  const changed = deals.filter((row) => !fresh.includes(row))
  const run = (sql: string, table: TableName, values: readonly object[]) =>
    values.length === 0 ? 0 : transaction.$executeRawUnsafe(sql, documentOf(database, table, values))
  const from = (table: TableName) => rowsFrom(database.kind, table, database.kind === 'sqlite' ? '?' : 'CAST($1 AS jsonb)')
  const put = (table: TableName, values: readonly object[]) => run(insert(table, from(table), endings[table]), table, values)
  await run(
    `DELETE FROM "DealCredit" WHERE (${creditKey}) IN (SELECT ${creditKey} FROM ${from('DealCredit')})`,
    'DealCredit',
    goneCredits(written),
  )
  await run(changeDeals(from('Deal')), 'Deal', changed)
  await put('Deal', fresh)
  for (const table of ['DealEvent', 'DealCredit', 'DayTotal', 'CompanyDayTotal'] as const) await put(table, rows[table])
  const data = { nextDeal: found.nextDeal + isNew.size, changes: { increment: 1 } }
  await transaction.workspace.update({ where: { id: workspace }, data, select: { id: true } })
  const placed = await whereTheyStand(transaction, written)
  return writeEntries(database, transaction, { workspace, posts: placed.flatMap(({ posts }) => posts), at, engine })
}

const documentOf = ({ kind }: Database, table: TableName, values: readonly object[]): string =>
  storableJson(kind === 'sqlite' ? values : { [table]: values })
