// The ledger's SQL, for both databases. A statement that opens with a name in a comment is prepared under it (open-database.ts).
// Each takes one parameter: a JSON document with all its rows.
import { deliverTask } from '../../delivery/outbox-store.ts'
import type { DatabaseKind } from '../database.ts'
import { assignments, insert, rowsFrom, type TableName } from './tables.ts'

/**
 * Whose standing is asked for, with candidates of periods in their order of preference; of each slot the first with a target, or else
 * the first. Then what is summed up is a range of the day totals' primary key: it costs the same however many deals there are.
 */
const standings = (asked: string, more = '') => `
SELECT slot, choice, target, (
  SELECT CAST(SUM(d."value") AS TEXT) FROM "DayTotal" d
  WHERE d."workspaceId" = chosen."workspaceId" AND d."memberId" = chosen."memberId" AND d."metric" = 'revenue'
    AND d."day" BETWEEN chosen."firstDay" AND chosen."lastDay"
) AS actual ${more}
FROM (
  SELECT candidates.*, ROW_NUMBER() OVER (PARTITION BY slot ORDER BY target IS NULL, choice) AS place
  FROM (
    SELECT asked.*, (
      SELECT CAST(t."value" AS TEXT) FROM "Target" t
      WHERE t."workspaceId" = asked."workspaceId" AND t."subject" = asked."subject" AND t."metric" = 'revenue'
        AND t."periodKind" = asked."kind" AND t."periodFrom" = asked."firstDay"
    ) AS target FROM ${asked} AS asked
  ) AS candidates
) AS chosen WHERE place = 1`

/** The standings that are asked for: the array of that name in the parameter. */
const asked: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `(SELECT value ->> 'slot' AS slot, value ->> 'choice' AS choice, value ->> 'workspaceId' AS "workspaceId",
    value ->> 'memberId' AS "memberId", value ->> 'subject' AS "subject", value ->> 'kind' AS "kind", value ->> 'firstDay' AS "firstDay",
    value ->> 'lastDay' AS "lastDay", value ->> 'number' AS "number" FROM input, json_each(doc, '$.standings'))`,
  postgresql: `(SELECT rows.* FROM input, jsonb_to_recordset(doc -> 'standings') AS rows(slot integer, choice integer,
    "workspaceId" integer, "memberId" integer, "subject" text, "kind" text, "firstDay" text, "lastDay" text, "number" integer))`,
}

/**
 * Rows of three sorts: workspaces (id, version, next deal), requests (key, answer if it has one), standings (slot, choice, target,
 * actual). What is looked up stands in a subquery of its own row, so that no database thinks of reading the table from end to end.
 */
const findInSqlite = `/* ledger find */
WITH input(doc) AS (SELECT ?)
SELECT 'workspace' AS sort, w."id" AS a, w."version" AS b, w."nextDeal" AS c, NULL AS t, NULL AS u
FROM input, json_each(doc, '$.workspaces') AS j CROSS JOIN "Workspace" w ON w."id" = j.value
UNION ALL
SELECT 'request', NULL, NULL, NULL, j.value, (SELECT r."answer" FROM "AnsweredRequest" r WHERE r."requestKey" = j.value)
FROM input, json_each(doc, '$.requests') AS j
UNION ALL
SELECT 'standing', slot, choice, NULL, target, actual FROM (${standings(asked.sqlite)})`

/** Taken in the order of their ids, so that two copies of the program cannot wait for each other. */
const lockInPostgres = `/* ledger lock */
SELECT 'workspace' AS sort, w."id" AS a, w."version" AS b, w."nextDeal" AS c, NULL AS t, NULL AS u
FROM "Workspace" w WHERE w."id" IN (SELECT CAST(value AS integer) FROM jsonb_array_elements_text(CAST($1 AS jsonb) -> 'workspaces'))
ORDER BY w."id" FOR NO KEY UPDATE`

/** A statement of its own after the lock, so that it sees what others committed while this one waited for it. */
const findInPostgres = `/* ledger find */
WITH input AS (SELECT CAST($1 AS jsonb) AS doc)
SELECT 'request' AS sort, NULL AS a, NULL AS b, NULL AS c, j.key AS t,
  (SELECT CAST(r."answer" AS text) FROM "AnsweredRequest" r WHERE r."requestKey" = j.key) AS u
FROM input, jsonb_array_elements_text(doc -> 'requests') AS j(key)
UNION ALL
SELECT 'standing', slot, choice, NULL, target, actual FROM (${standings(asked.postgresql)}) AS found`

export const find: Readonly<Record<DatabaseKind, readonly string[]>> = {
  sqlite: [findInSqlite],
  postgresql: [lockInPostgres, findInPostgres],
}

const won = (table: string, minor: string, member: string) => `(SELECT CAST(SUM(d."${minor}") AS TEXT) FROM "${table}" d
  WHERE d."workspaceId" = chosen."workspaceId" AND d."${member}" = chosen."memberId" AND d."number" >= chosen."number"
    AND d."closedOn" BETWEEN chosen."firstDay" AND chosen."lastDay"`

/** A standing, and what of it came with the deals from a number on: own ones and shares of others'. */
const input: Readonly<Record<DatabaseKind, string>> = { sqlite: 'SELECT ? AS doc', postgresql: 'SELECT CAST($1 AS jsonb) AS doc' }
export const standingSince = (kind: DatabaseKind): string => `/* standing since */
WITH input AS (${input[kind]}) ${standings(
  asked[kind],
  `, ${won('Deal', 'ownMinor', 'ownerId')} AND d."state" = 'won') AS own, ${won('DealCredit', 'minor', 'memberId')}) AS shared`,
)}`

/** A deal that is changed replaces the one that stands: the revision before. Its head's author is looked up when that is an older event. */
const changeDeals = (kind: DatabaseKind, document: string) => `UPDATE "Deal" AS deal SET ${assignments('Deal', ['headById', 'headAt'])},
  "headById" = COALESCE(rows."headById", ${ofHead('byId')}), "headAt" = COALESCE(rows."headAt", ${ofHead('at')})
FROM ${rowsFrom(kind, 'Deal', document)}${kind === 'sqlite' ? ' AS rows' : ''}
WHERE deal."workspaceId" = rows."workspaceId" AND deal."number" = rows."number" AND deal."revision" = rows."revision" - 1`

const ofHead = (column: string) => `(SELECT e."${column}" FROM "DealEvent" e
    WHERE e."workspaceId" = rows."workspaceId" AND e."number" = rows."number" AND e."revision" = rows."head")`

const isNew = '"revision" = 1'
/** What says that rows collide is also what keeps SQLite from reading ON as a part of the SELECT. */
const addedUp = (table: TableName, key: string) =>
  `WHERE true ON CONFLICT (${key}) DO UPDATE SET "value" = "${table}"."value" + excluded."value"`
const onlyOnce = 'WHERE true ON CONFLICT ("workspaceId", "key") DO NOTHING'

/** The ending of each table's insert. */
const endings: Readonly<Record<TableName, string>> = {
  AnsweredRequest: '',
  Deal: `WHERE ${isNew}`,
  DealEvent: '',
  DealCredit: '',
  DayTotal: addedUp('DayTotal', '"workspaceId", "memberId", "metric", "day", "teamId"'),
  CompanyDayTotal: addedUp('CompanyDayTotal', '"workspaceId", "metric", "day"'),
  OutboxEntry: onlyOnce,
}

export const insertInSqlite = (table: TableName): string => insert('sqlite', table, '?', endings[table])
export const changeDealsInSqlite = changeDeals('sqlite', '?')

/** Takes `[{ id, next }]`. */
export const numbersInSqlite = `UPDATE "Workspace" AS w SET "nextDeal" = j.value ->> 'next'
FROM json_each(?) AS j WHERE w."id" = j.value ->> 'id'`

/**
 * Everything in one statement. `wakes`: the queue engine is told as well, in the same transaction; a destination that is paused stays
 * so, and one that is being served is served again (`preserve_run_at`; the engine itself replaces a job that has started).
 */
export const writeInPostgres = (wakes: boolean): string => {
  const own = (table: TableName) => insert('postgresql', table, 'doc', endings[table]).replace('FROM jsonb', 'FROM input, jsonb')
  return `/* ledger write${wakes ? ' and wake' : ''} */
WITH input AS (SELECT CAST($1 AS jsonb) AS doc),
numbers AS (UPDATE "Workspace" w SET "nextDeal" = n."next"
  FROM input, jsonb_to_recordset(doc -> 'numbers') AS n("id" integer, "next" integer) WHERE w."id" = n."id"),
answers AS (${own('AnsweredRequest')}),
deals AS (${own('Deal')}),
changed AS (${changeDeals('postgresql', 'doc').replace('FROM jsonb', 'FROM input, jsonb')}),
events AS (${own('DealEvent')}),
credits AS (${own('DealCredit')}),
totals AS (${own('DayTotal')}),
company AS (${own('CompanyDayTotal')}),
posts AS (${own('OutboxEntry')})${wakes ? `,\nwoken AS (${wake(`input, jsonb_to_recordset(doc -> 'OutboxEntry') AS rows("to" text)`)})` : ''}
SELECT ${wakes ? 'COUNT(*) FROM woken' : '1'}`
}

/** Wakes delivery for the destinations (column "to") of a relation. Sorted, so that two transactions cannot wait for each other. */
export const wake = (relation: string): string => `SELECT graphile_worker.add_job('${deliverTask}',
  json_build_object('destination', "to"), job_key => '${deliverTask}:' || "to", job_key_mode => 'preserve_run_at')
FROM (SELECT DISTINCT "to" FROM ${relation} ORDER BY "to") AS destinations`
