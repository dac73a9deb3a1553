// Writes what a batch has decided: on SQLite one statement a table, sent as one; on PostgreSQL one statement for all.
import { asId, type WorkspaceId } from '../../vocabulary/ids.ts'
import type { Transaction } from '../database.ts'
import { allOrNothing, andThen } from '../sqlite-adapter.ts'
import { storableJson } from '../stored-text.ts'
import type { Found, Writing } from './batch.ts'
import { cardsWantedAgain, goneCredits, rowsOf } from './rows.ts'
import { assignments, columnsOf, insert, rowsFrom, type TableName, tableNames, typedColumns } from './tables.ts'
import { wakeSql } from './wake.ts'

export interface ToWrite {
  readonly written: readonly Writing[]
  /** The number that the next new deal gets, where it is another than before. */
  readonly nextDeal: ReadonlyMap<WorkspaceId, number>
}

/** Rows that collide. (SQLite needs the WHERE to see that ON is not a part of the SELECT.) */
const upsert = (key: string, change: string) => `WHERE true ON CONFLICT (${key}) DO ${change}`
const addTo = (table: TableName) => `UPDATE SET "value" = "${table}"."value" + excluded."value"`

/** What stands after the rows in each table's insert. */
export const endings: Readonly<Record<TableName, string>> = {
  AnsweredRequest: '',
  Deal: '',
  DealEvent: '',
  DealCredit: upsert('"workspaceId", "memberId", "closedOn", "number"', 'UPDATE SET "minor" = excluded."minor"'),
  DayTotal: upsert('"workspaceId", "memberId", "metric", "day", "teamId"', addTo('DayTotal')),
  CompanyDayTotal: upsert('"workspaceId", "metric", "day"', addTo('CompanyDayTotal')),
  OutboxEntry: upsert('"workspaceId", "key"', 'NOTHING'),
}

/** A changed deal takes the place of its revision before. Who made the event at its head, and its `seq`, is looked up where that is an older event. */
const ofHead = (column: string) => `(SELECT e."${column}" FROM "DealEvent" e
    WHERE e."workspaceId" = rows."workspaceId" AND e."number" = rows."number" AND e."revision" = rows."head")`

export const changeDeals = (rows: string) => `UPDATE "Deal" AS deal SET ${assignments('Deal', ['headById', 'headSeq'])},
  "headById" = COALESCE(rows."headById", ${ofHead('byId')}), "headSeq" = COALESCE(rows."headSeq", ${ofHead('seq')})
FROM ${rows}
WHERE deal."workspaceId" = rows."workspaceId" AND deal."number" = rows."number" AND deal."revision" = rows."revision" - 1`

/** What was dropped as there was nothing to say waits again, before whatever was written after it. */
const again = (rows: string) => `UPDATE "OutboxEntry" AS entry SET "state" = 'waiting', "endedAt" = NULL, "notBefore" = rows."at"
FROM ${rows} WHERE entry."workspaceId" = rows."workspaceId" AND entry."key" = rows."key" AND entry."state" = 'dropped'`

export const creditKey = columnsOf('DealCredit')
  .map(([name]) => `"${name}"`)
  .filter((name) => name !== '"minor"')
  .join(', ')

const sqlite = {
  workspaces: `UPDATE "Workspace" AS w SET "nextDeal" = COALESCE(j.value ->> 'next', w."nextDeal"), "changes" = w."changes" + 1
FROM json_each(?) AS j WHERE w."id" = j.value ->> 'id' AND w."version" = j.value ->> 'version' AND w."changes" = j.value ->> 'changes'`,
  gone: `DELETE FROM "DealCredit" WHERE (${creditKey}) IN (SELECT ${creditKey} FROM ${rowsFrom('sqlite', 'DealCredit', '?')})`,
  change: changeDeals(rowsFrom('sqlite', 'Deal', '?')),
  again: again(
    `(SELECT value ->> 'workspaceId' AS "workspaceId", value ->> 'key' AS "key", value ->> 'at' AS "at" FROM json_each(?)) AS rows`,
  ),
  inserts: tableNames.map((table) => [table, insert(table, rowsFrom('sqlite', table, '?'), endings[table])] as const),
}

/**
 * In one statement for the adapter, which is a transaction of its own or a part of one: all that was decided, if each workspace's row is
 * still as it was found, or nothing at all. Returns the workspaces that were written.
 */
export async function writeToSqlite(
  transaction: Transaction,
  found: Found['workspaces'],
  { written, nextDeal }: ToWrite,
): Promise<ReadonlySet<WorkspaceId>> {
  const rows = rowsOf(written, found)
  const ids = new Set(written.map(({ workspace }) => workspace))
  const workspaces = [...ids].map((id) => ({ id, ...found.get(id), next: nextDeal.get(id) ?? null }))
  const isNew = nextDeal.size > 0 // a batch with a change of a deal has nothing else
  const parts: (readonly [string, readonly object[]])[] = [
    [sqlite.workspaces, workspaces],
    [sqlite.gone, goneCredits(written)],
    [sqlite.change, isNew ? [] : rows.Deal],
    [sqlite.again, cardsWantedAgain(written)],
    ...sqlite.inserts.map(([table, sql]) => [sql, isNew || table !== 'Deal' ? rows[table] : []] as const),
  ]
  const needed = parts.filter(([, values]) => values.length > 0)
  const sql = allOrNothing + needed.map(([part]) => part).join(andThen)
  const changed = await transaction.$executeRawUnsafe(sql, ...needed.map(([, values]) => storableJson(values)))
  return changed > 0 ? ids : new Set()
}

/** The rows of a workspace hang on its own row: only when that is as it was found is anything written. */
const held = (table: TableName) => `held, ${rowsFrom('postgresql', table, 'held.doc')}`

/** The deal that is changed. One row, and said to be one: else PostgreSQL thinks of reading all deals. */
const theDeal = `held, jsonb_to_record(held.doc -> 'Deal' -> 0) AS rows(${typedColumns('Deal')})`

const changeSql = `gone AS (
  DELETE FROM "DealCredit" WHERE (${creditKey}) IN (
    SELECT ${creditKey} FROM held, jsonb_to_recordset(held.doc -> 'gone') AS rows(${typedColumns('DealCredit')}))
),
changed AS (${changeDeals(theDeal)}),
again AS (${again(`held, jsonb_to_recordset(held.doc -> 'again') AS rows("workspaceId" integer, "key" text, "at" bigint)`)})`

function writeSql(isNew: boolean, wakes: boolean): string {
  const inserts = tableNames
    .filter((table) => isNew || table !== 'Deal')
    .map((table) => `"into ${table}" AS (${insert(table, held(table), endings[table])})`)
  if (!isNew) inserts.unshift(changeSql)
  if (wakes) inserts.push(`woken AS (${wakeSql(held('OutboxEntry'))})`)
  return `/* ledger ${isNew ? 'write' : 'change'}${wakes ? ' and wake' : ''} */
WITH asked AS (
  SELECT * FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS a("id" integer, "version" integer, "changes" integer, "next" integer, "doc" jsonb)
),
locked AS (SELECT w."id" FROM "Workspace" w WHERE w."id" IN (SELECT "id" FROM asked) ORDER BY w."id" FOR NO KEY UPDATE),
held AS (
  UPDATE "Workspace" w SET "nextDeal" = COALESCE(asked."next", w."nextDeal"), "changes" = w."changes" + 1 FROM locked, asked
  WHERE w."id" = locked."id" AND w."id" = asked."id" AND w."version" = asked."version" AND w."changes" = asked."changes"
  RETURNING w."id", asked."doc"
),
${inserts.join(',\n')}
SELECT "id" ${wakes ? ', (SELECT COUNT(*) FROM woken)' : ''} FROM held`
}

const writes = { plain: writeSql(true, false), waking: writeSql(true, true) }
const changes = { plain: writeSql(false, false), waking: writeSql(false, true) }

/**
 * In one statement, which is a transaction of its own or a part of one: of each workspace whatever was decided, if its row is still as
 * it was found, or nothing at all. Returns the workspaces that were written. `wakes`: the queue engine is told as well.
 */
export async function writeToPostgres(
  transaction: Transaction,
  found: Found['workspaces'],
  { written, nextDeal }: ToWrite,
  wakes: boolean,
): Promise<ReadonlySet<WorkspaceId>> {
  const documents = [...new Set(written.map(({ workspace }) => workspace))].map((id) => {
    const own = written.filter(({ workspace }) => workspace === id)
    return {
      id,
      ...found.get(id),
      next: nextDeal.get(id) ?? null,
      doc: { ...rowsOf(own, found), gone: goneCredits(own), again: cardsWantedAgain(own) },
    }
  })
  const sql = (nextDeal.size > 0 ? writes : changes)[wakes ? 'waking' : 'plain']
  const rows = await transaction.$queryRawUnsafe<{ id: number }[]>(sql, storableJson(documents))
  return new Set(rows.map(({ id }) => asId<WorkspaceId>(id)))
}
