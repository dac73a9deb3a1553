// The SQL of figures: whose deals and totals a subject's are, and the one statement that `/progress` waits for.
import type { Subject } from '../conversation/people.ts'
import type { DatabaseKind } from './database.ts'
import { dealRowColumns } from './deal-rows.ts'
import { sumText } from './exact-sum.ts'
import { arrayOf, objectOf } from './row-json.ts'
import { targetColumns } from './target-rows.ts'

type Of = Subject['kind']

/** What a subject's deals are looked up by: a value put in its place, or the column of a row that asks. Called where it stands in the SQL. */
export type Look = (what: 'workspaceId' | 'memberId' | 'teamId' | 'from' | 'to') => string

export const newestFirst = (table: string) => `ORDER BY ${table}."closedOn" DESC, ${table}."number" DESC`

/** The ids of a team and of all below it, as a subquery. A tree that was tied into a ring by mistake has an end too. */
export const teamsUnder = (look: (what: 'workspaceId' | 'teamId') => string): string =>
  `(WITH RECURSIVE under(id) AS (SELECT CAST(${look('teamId')} AS INTEGER) UNION SELECT c."id" FROM "Team" c JOIN under ON c."parentId" = under.id
    WHERE c."workspaceId" = ${look('workspaceId')}) SELECT id FROM under)`

/** SQL that is true for a team (a column) that is one of those whose figures are asked for. */
type IsTheirs = (team: string) => string

const isUnder =
  (look: Look): IsTheirs =>
  (team) =>
    `${team} IN ${teamsUnder(look)}`

/** True for a deal that a team has a share in: its owner's team is one of them, or that of somebody with a split. */
const sharedBy = (kind: DatabaseKind, isTheirs: IsTheirs): string => {
  const splits = kind === 'sqlite' ? 'json_each(d."splits")' : 'jsonb_array_elements(d."splits")'
  return `(${isTheirs('d."teamId"')} OR EXISTS (
    SELECT 1 FROM ${splits} AS s${kind === 'sqlite' ? '' : '(value)'} WHERE ${isTheirs("CAST(s.value ->> 'team' AS INTEGER)")}))`
}

/**
 * The subject's won deals of a period, or those alone that count as theirs: number, day, and the credit that a member has of each (a team's
 * follows from the splits). With `limit` each part is in order and never longer.
 */
export function wonBy(kind: DatabaseKind, of: Of, look: Look, { ownOnly = false, limit = '', isTheirs = isUnder(look) } = {}): string {
  const ordered = limit === '' ? '' : `${newestFirst('d')} ${limit}`
  const from = (table: string, credit: string) => `SELECT d."number", d."closedOn", d."${credit}" AS "credit" FROM "${table}" d
    WHERE d."workspaceId" = ${look('workspaceId')} AND d."closedOn" BETWEEN ${look('from')} AND ${look('to')}`
  const won = (credit: string) => `${from('Deal', credit)} AND d."state" = 'won'`
  if (of === 'company') return `${won('minor')} ${ordered}`
  if (of === 'team') return `${won('minor')} AND ${ownOnly ? isTheirs('d."teamId"') : sharedBy(kind, isTheirs)} ${ordered}`
  const own = `${won('ownMinor')} AND d."ownerId" = ${look('memberId')} ${ordered}`
  if (ownOnly) return own
  const shared = `${from('DealCredit', 'minor')} AND d."memberId" = ${look('memberId')} ${ordered}`
  return `SELECT * FROM (SELECT * FROM (${own}) AS own UNION ALL SELECT * FROM (${shared}) AS shared) AS credited
    ${limit === '' ? '' : `${newestFirst('credited')} ${limit}`}`
}

/** The subject's open deals that are expected to close in a period: what follows FROM. */
export const openOf = (of: Of, look: Look, isTheirs = isUnder(look)): string =>
  `"Deal" d WHERE d."workspaceId" = ${look('workspaceId')} AND d."state" = 'open'
    ${of === 'member' ? `AND d."ownerId" = ${look('memberId')}` : of === 'team' ? `AND ${isTheirs('d."teamId"')}` : ''}
    AND d."closedOn" BETWEEN ${look('from')} AND ${look('to')}`

const column = (what: string) => `asked."${what}"`

/**
 * Whether a team is one of the asked row's. The tree is walked once a row and kept with it: in a subquery that hangs on the row, both
 * databases would walk it anew for every deal that they look at.
 */
const isAsked =
  (kind: DatabaseKind): IsTheirs =>
  (team) =>
    kind === 'sqlite' ? `instr(asked."under", ',' || ${team} || ',') > 0` : `${team} = ANY(asked."under")`

/** The asked rows, a team's with the ids of those below it. */
const askedWith = (kind: DatabaseKind, of: Of): string => {
  if (of !== 'team') return ''
  const ids = teamsUnder((what) => `rows."${what}"`)
  const under =
    kind === 'sqlite' ? `(SELECT ',' || group_concat(u.id, ',') || ',' FROM ${ids} AS u)` : `ARRAY(SELECT u.id FROM ${ids} AS u)`
  return `WITH asked AS MATERIALIZED (SELECT rows.*, ${under} AS "under" FROM ${askedRows[kind]} AS rows)`
}

/** The sum of a subject's totals. */
const actual = (kind: DatabaseKind, of: Of): string => {
  // SQLite looks each team of a subquery up; of what is kept with the row it would have to try every total.
  const theirs = kind === 'sqlite' ? isUnder(column)('t."teamId"') : isAsked(kind)('t."teamId"')
  const whose = { member: 'AND t."memberId" = asked."memberId"', team: `AND ${theirs}`, company: '' }[of]
  return `SELECT ${sumText(kind, 't."value"')} FROM "${of === 'company' ? 'CompanyDayTotal' : 'DayTotal'}" t
    WHERE t."workspaceId" = asked."workspaceId" ${whose} AND t."metric" = asked."metric" AND t."day" BETWEEN asked."from" AND asked."to"`
}

/** For each stage how many open deals there are, what they are worth, and how many should have closed by now. */
const openByStage = (kind: DatabaseKind, of: Of): string => `
  SELECT CAST(${arrayOf(kind, objectOf(kind, 's', { stage: 'plain', count: 'plain', minor: 'plain', late: 'plain' }))} AS TEXT) FROM (
    SELECT COALESCE(d."stage", '') AS "stage", COUNT(*) AS "count", ${sumText(kind, 'd."minor"')} AS "minor",
      SUM(CASE WHEN d."closedOn" < asked."today" THEN 1 ELSE 0 END) AS "late"
    FROM ${openOf(of, column, isAsked(kind))} GROUP BY COALESCE(d."stage", '')) AS s`

/** Every deal that changed since and that the subject may have something of: as it was before its first change since, and as it is. */
function changedSince(kind: DatabaseKind, of: Of, since: number): string {
  const was = (name: string) => `e."before" ->> '${name}'`
  const within = (day: string, state: string) => `(${day} BETWEEN asked."from" AND asked."to" AND ${state} IN ('won', 'open'))`
  // Of a member many deals can be left out without a look at the splits; what is left is decided exactly afterwards.
  const theirs = `AND (d."ownerId" = asked."memberId" OR CAST(${was('owner')} AS INTEGER) = asked."memberId"
    OR CAST(d."splits" AS TEXT) <> '[]' OR ${was('splits')} <> '[]')`
  const before = kind === 'sqlite' ? 'json(e."before")' : 'e."before"'
  const pair = `${kind === 'sqlite' ? 'json_object' : 'jsonb_build_object'}('before', ${before}, 'now', ${objectOf(kind, 'd', dealRowColumns)})`
  // SQLite takes the tables of a cross join in their order; else it may go through all events, and for each of them through all changes.
  const join = kind === 'sqlite' ? 'CROSS JOIN' : 'JOIN'
  return `SELECT CAST(${arrayOf(kind, pair)} AS TEXT) FROM (
      SELECT c."number", MIN(c."revision") AS "revision" FROM "DealEvent" c
      WHERE c."workspaceId" = asked."workspaceId" AND c."at" > ${since} GROUP BY c."number") AS first
    ${join} "DealEvent" e ON e."workspaceId" = asked."workspaceId" AND e."number" = first."number" AND e."revision" = first."revision"
    ${join} "Deal" d ON d."workspaceId" = asked."workspaceId" AND d."number" = first."number"
    WHERE (${within('d."closedOn"', 'd."state"')} OR ${within(was('closedOn'), was('state'))}) ${of === 'member' ? theirs : ''}`
}

/** What each of the subject's people said last of the period, now and as of then. Whoever has left says nothing any more. */
function callsOf(kind: DatabaseKind, of: Of, since: number | undefined): string {
  const whose = {
    member: 'f."memberId" = asked."memberId"',
    team: `m."leftAt" IS NULL AND ${isAsked(kind)('m."teamId"')}`,
    company: 'm."leftAt" IS NULL',
  }[of]
  const latest = (until: string) => `f."id" = (SELECT MAX(g."id") FROM "ForecastCall" g WHERE g."workspaceId" = f."workspaceId"
    AND g."periodKind" = f."periodKind" AND g."periodFrom" = f."periodFrom" AND g."memberId" = f."memberId" ${until})`
  const before = since === undefined ? '0' : `CASE WHEN ${latest(`AND g."at" <= ${since}`)} THEN 1 ELSE 0 END`
  const call = `${kind === 'sqlite' ? 'json_object' : 'jsonb_build_object'}('commit', CAST(f."commit" AS TEXT), 'bestCase', CAST(f."bestCase" AS TEXT),
    'now', CASE WHEN ${latest('')} THEN 1 ELSE 0 END, 'earlier', ${before})`
  return `SELECT CAST(${arrayOf(kind, call)} AS TEXT) FROM "ForecastCall" f JOIN "Member" m ON m."id" = f."memberId"
    WHERE f."workspaceId" = asked."workspaceId" AND f."periodKind" = asked."kind" AND f."periodFrom" = asked."from" AND ${whose}`
}

const askedColumns = {
  slot: 'integer',
  workspaceId: 'integer',
  memberId: 'integer',
  teamId: 'integer',
  subject: 'text',
  metric: 'text',
  kind: 'text',
  from: 'text',
  to: 'text',
  today: 'text',
}
const askedRows: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `(SELECT ${Object.keys(askedColumns)
    .map((name) => `value ->> '${name}' AS "${name}"`)
    .join(', ')} FROM json_each(?))`,
  postgresql: `(SELECT * FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS rows(${Object.entries(askedColumns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')}))`,
}

/** What `/progress` asks for; this statement alone has a name and is prepared under it. */
const usual = 3

const statements = new Map<string, string>()

/** With which forecast: none, as it stands, or also as it stood at an instant (epoch milliseconds). */
export type WithForecast = 'none' | 'now' | { readonly since: number }

/**
 * The figures of any number of subjects of one kind, a row for each; the parameter is a JSON array of them. Those who ask while a look
 * is under way are looked up together in the next: what costs is the round trip through Prisma, not the rows. An instant stands in the
 * SQL itself: PostgreSQL plans for as many changes as there are since then, where it would take a column's for a third of all.
 */
export function figuresSql(kind: DatabaseKind, of: Of, take: number, forecast: WithForecast): string {
  if (typeof forecast !== 'string') return written(kind, of, take, { since: Math.trunc(forecast.since) })
  const key = `${kind} ${of} ${take} ${forecast}`
  const sql = statements.get(key) ?? written(kind, of, take, forecast)
  statements.set(key, sql)
  return sql
}

function written(kind: DatabaseKind, of: Of, take: number, forecast: WithForecast): string {
  const since = typeof forecast === 'string' ? undefined : forecast.since
  const name = take === usual && since === undefined ? `/* ${forecast === 'now' ? 'outlook' : 'figures'} of ${of} */` : ''
  const team = of === 'team' ? `(SELECT CAST(${arrayOf(kind, 'u.id')} AS TEXT) FROM ${teamsUnder(column)} AS u) AS "teams",` : ''
  const changed = since === undefined ? '' : `, (${changedSince(kind, of, since)}) AS "changed"`
  return `${name}
${askedWith(kind, of)}
SELECT asked."slot", (SELECT w."version" FROM "Workspace" w WHERE w."id" = asked."workspaceId") AS "version", ${team}
  (${actual(kind, of)}) AS "actual", (
    SELECT CAST(${objectOf(kind, 't', targetColumns)} AS TEXT) FROM "Target" t
    WHERE t."workspaceId" = asked."workspaceId" AND t."subject" = asked."subject" AND t."metric" = asked."metric"
      AND t."periodKind" = asked."kind" AND t."periodFrom" = asked."from"
  ) AS "target", (
    SELECT CAST(${arrayOf(kind, objectOf(kind, 'd', dealRowColumns))} AS TEXT)
    FROM (${wonBy(kind, of, column, { limit: `LIMIT ${Math.trunc(take)}`, isTheirs: isAsked(kind) })}) AS n
    JOIN "Deal" d ON d."workspaceId" = asked."workspaceId" AND d."number" = n."number"
  ) AS "last"
  ${forecast === 'none' ? '' : `, (${openByStage(kind, of)}) AS "open", (${callsOf(kind, of, since)}) AS "calls" ${changed}`}
FROM ${of === 'team' ? 'asked' : `${askedRows[kind]} AS asked`}`
}
