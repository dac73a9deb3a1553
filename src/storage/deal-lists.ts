// Lists of deals, by whatever narrows them. Each begins with a workspace and a state, and with an owner or a stretch of days wherever there
// may be many: that is how the indices begin.
import type { DealFilter, DealStore, StageSum } from '../deals/deal-store.ts'
import type { Database, DatabaseKind } from './database.ts'
import { type DealRow, dealColumns, dealOf } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { type Put, query } from './query.ts'
import { folded, storableJson } from './stored-text.ts'

/** What is common to the page and its sums, as conditions on `d`. */
function conditions(kind: DatabaseKind, put: Put, workspaceId: number, filter: DealFilter): string {
  const { state, owner, teams, from, to, product, customer, tags = [], stale } = filter
  const all = [`d."workspaceId" = ${put(workspaceId)}`, `d."state" = ${put(state)}`]
  if (owner !== undefined) all.push(`d."ownerId" = ${put(owner)}`)
  if (from !== undefined) all.push(`d."closedOn" >= ${put(from)}`)
  if (to !== undefined) all.push(`d."closedOn" <= ${put(to)}`)
  if (teams !== undefined) all.push(teams.length === 0 ? '1 = 0' : `d."teamId" IN (${teams.map((team) => put(team)).join(', ')})`)
  if (product !== undefined) all.push(`d."foldedProduct" = ${put(folded(product))}`)
  if (customer !== undefined) all.push(`d."foldedCustomer" = ${put(folded(customer))}`)
  if (kind === 'sqlite') for (const tag of tags) all.push(`EXISTS (SELECT 1 FROM json_each(d."tags") AS tag WHERE tag.value = ${put(tag)})`)
  else if (tags.length > 0) all.push(`d."tags" @> CAST(${put(storableJson(tags))} AS jsonb)`)
  if (stale) all.push(`(d."closedOn" < ${put(stale.before)} OR COALESCE(d."touchedAt", d."loggedAt") < ${put(stale.untouchedSince)})`)
  return all.join(' AND ')
}

/** `DealStore.list`. */
export const listDeals =
  ({ client, kind }: Database): DealStore['list'] =>
  async (workspaceId, filter, { skip, take }) => {
    const order = filter.state === 'open' ? 'ASC' : 'DESC'
    const page = query(
      kind,
      (put) => `SELECT ${dealColumns('d')} FROM "Deal" d WHERE ${conditions(kind, put, workspaceId, filter)}
        ORDER BY d."closedOn" ${order}, d."number" ${order} LIMIT ${put(take)} OFFSET ${put(skip)}`,
    )
    const sums = query(
      kind,
      (put) => `SELECT d."stage" AS stage, CAST(COUNT(*) AS INTEGER) AS count, ${sumText(kind, 'd."minor"')} AS sum
        FROM "Deal" d WHERE ${conditions(kind, put, workspaceId, filter)} GROUP BY d."stage"`,
    )
    type SumRow = { readonly stage: string | null; readonly count: number | bigint; readonly sum: string | null }
    const [rows, stages] = await Promise.all([
      client.$queryRawUnsafe<DealRow[]>(page.sql, ...page.values),
      client.$queryRawUnsafe<SumRow[]>(sums.sql, ...sums.values),
    ])
    return {
      deals: rows.map(dealOf),
      byStage: stages.map(({ stage, count, sum }): StageSum => ({ stage: stage ?? undefined, count: Number(count), sum: sumOf(sum) })),
    }
  }
