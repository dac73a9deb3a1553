// Standings: what a member has in a period, beside the target. Looked up by key, so that it costs the same however many deals there are.
import type { Change, Standing } from '../../deals/deal-store.ts'
import type { DealNumber, MemberId, WorkspaceId } from '../../vocabulary/ids.ts'
import type { Database, DatabaseKind } from '../database.ts'
import { sumOf, sumText } from '../exact-sum.ts'
import { storableJson } from '../stored-text.ts'
import { subjectKey } from '../target-rows.ts'

type Asked = Change['standing']

export interface StandingRow {
  readonly choice: number
  readonly target: string | null
  readonly actual: string | null
}

/** The document that a statement takes, as the relation `input`. */
export const inputOf: Readonly<Record<DatabaseKind, string>> = {
  sqlite: 'input AS (SELECT ? AS doc)',
  postgresql: 'input AS (SELECT CAST($1 AS jsonb) AS doc)',
}

/** The array `standings` of the document. */
const asked: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `(SELECT value ->> 'slot' AS slot, value ->> 'choice' AS choice, value ->> 'workspaceId' AS "workspaceId",
    value ->> 'memberId' AS "memberId", value ->> 'subject' AS "subject", value ->> 'kind' AS "kind", value ->> 'firstDay' AS "firstDay",
    value ->> 'lastDay' AS "lastDay", value ->> 'number' AS "number" FROM input, json_each(doc, '$.standings'))`,
  postgresql: `(SELECT rows.* FROM input, jsonb_to_recordset(doc -> 'standings') AS rows(slot integer, choice integer,
    "workspaceId" integer, "memberId" integer, "subject" text, "kind" text, "firstDay" text, "lastDay" text, "number" integer))`,
}

/**
 * Gives slot, choice, target and actual: of the candidates of each slot the first with a target, or else the first of all. What is
 * looked up stands in a subquery of its own row, so that no database thinks of reading the table from end to end.
 */
export const standings = (kind: DatabaseKind, more = ''): string => `
SELECT slot, choice, target, (
  SELECT ${sumText(kind, 'd."value"')} FROM "DayTotal" d
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
    ) AS target FROM ${asked[kind]} AS asked
  ) AS candidates
) AS chosen WHERE place = 1`

/** The periods of which a standing is chosen, as the statements take them. `number`: the deal from which on it is left out. */
export const candidates = (slot: number, workspaceId: WorkspaceId, { member, periods }: Asked, number = 0) =>
  periods.map(({ kind, from, to }, choice) => {
    const subject = subjectKey({ kind: 'member', member })
    return { slot, choice, workspaceId, memberId: member, subject, kind, firstDay: from, lastDay: to, number }
  })

export const standingOf = ({ periods }: Asked, row: StandingRow | undefined): Standing => ({
  period: periods[row?.choice ?? 0] ?? periods[0],
  actual: sumOf(row?.actual),
  target: row?.target ? BigInt(row.target) : undefined,
})

const since = (
  kind: DatabaseKind,
  table: string,
  minor: string,
  member: string,
) => `(SELECT ${sumText(kind, `d."${minor}"`)} FROM "${table}" d
  WHERE d."workspaceId" = chosen."workspaceId" AND d."${member}" = chosen."memberId" AND d."number" >= chosen."number"
    AND d."closedOn" BETWEEN chosen."firstDay" AND chosen."lastDay"`

/** A standing, and what of it came with the deals from a number on: own ones and shares of others'. */
export const standingSince = (kind: DatabaseKind): string => `/* standing since */
WITH ${inputOf[kind]} ${standings(
  kind,
  `, ${since(kind, 'Deal', 'ownMinor', 'ownerId')} AND d."state" = 'won') AS own, ${since(kind, 'DealCredit', 'minor', 'memberId')}) AS shared`,
)}`

/** `DealStore.standingAt`, in one look so that its numbers fit each other. */
export async function standingAt(
  { kind, client }: Database,
  workspace: WorkspaceId,
  member: MemberId,
  periods: Asked['periods'],
  number: DealNumber,
): Promise<{ readonly standing: Standing; readonly before: bigint }> {
  const asked = { member, periods }
  const document = storableJson({ standings: candidates(0, workspace, asked, number) })
  type Row = StandingRow & { readonly own: string | null; readonly shared: string | null }
  const [row] = await client.$queryRawUnsafe<Row[]>(standingSince(kind), document)
  const standing = standingOf(asked, row)
  return { standing, before: standing.actual - sumOf(row?.own) - sumOf(row?.shared) }
}
