// The pipeline in the database: a few grouped statements, and a page of stuck deals.
import { Stale } from '../conversation/people.ts'
import type { Asked, PipelineStore, WaySum } from '../pipeline/pipeline-store.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, DatabaseKind } from './database.ts'
import { type DealRow, dealColumns, dealOf, oneOf, pathOf } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { teamsUnder } from './figures-sql.ts'
import { type Put, query } from './query.ts'

/** The subject's deals in a state: what follows FROM, but for the last day. */
function dealsOf({ workspace, subject }: Pick<Asked, 'workspace' | 'subject'>, put: Put, states: string): string {
  const begin = `"Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."state" ${states}`
  if (subject.kind === 'company') return begin
  if (subject.kind === 'member') return `${begin} AND d."ownerId" = ${put(subject.member)}`
  return `${begin} AND d."teamId" IN ${teamsUnder((what) => put(what === 'teamId' ? subject.team : workspace))}`
}

const within = ({ period }: Asked, put: Put): string =>
  period ? ` AND d."closedOn" BETWEEN ${put(period.from)} AND ${put(period.to)}` : ''

/** Days from one local date to another. */
export const daysBetween = (kind: DatabaseKind, from: string, to: string): string =>
  kind === 'sqlite' ? `CAST(julianday(${to}) - julianday(${from}) AS INTEGER)` : `(CAST(${to} AS date) - CAST(${from} AS date))`

export function pipelineStore({ kind, client }: Database): PipelineStore {
  const rows = <Row>(write: (put: Put) => string): Promise<Row[]> => {
    const { sql, values } = query(kind, write)
    return client.$queryRawUnsafe<Row[]>(sql, ...values)
  }

  async function checkVersion(workspace: WorkspaceId, version: number): Promise<void> {
    const row = await client.workspace.findUnique({ where: { id: workspace }, select: { version: true } })
    if (row?.version !== version) throw new Stale()
  }

  return {
    async sums(asked) {
      const { workspace, version, today, closedFrom, leftFrom } = asked
      interface StageRow {
        readonly stage: string
        readonly count: number | bigint
        readonly minor: string | null
        readonly days: number | bigint | null
        readonly aged: number | bigint
      }
      interface WayRow {
        readonly state: string
        readonly path: string
        readonly stage: string
        readonly count: number | bigint
      }
      interface StayRow {
        readonly stage: string
        readonly days: number | bigint
        readonly count: number | bigint
      }
      const [, stages, open, closed, stays] = await Promise.all([
        checkVersion(workspace, version),
        rows<StageRow>(
          (put) => `SELECT COALESCE(d."stage", '') AS "stage", COUNT(*) AS "count", ${sumText(kind, 'd."minor"')} AS "minor",
            SUM(${daysBetween(kind, 'd."openedOn"', textOf(kind, put(today)))}) AS "days", COUNT(d."openedOn") AS "aged"
            FROM ${dealsOf(asked, put, "= 'open'")}${within(asked, put)} GROUP BY COALESCE(d."stage", '')`,
        ),
        rows<WayRow>(
          (put) => `SELECT d."state", d."path", COALESCE(d."stage", '') AS "stage", COUNT(*) AS "count"
            FROM ${dealsOf(asked, put, "= 'open'")} GROUP BY d."state", d."path", COALESCE(d."stage", '')`,
        ),
        rows<WayRow>(
          (put) => `SELECT d."state", d."path", '' AS "stage", COUNT(*) AS "count"
            FROM ${dealsOf(asked, put, "IN ('won', 'lost')")} AND d."closedOn" >= ${put(closedFrom)} AND d."path" <> ''
            GROUP BY d."state", d."path"`,
        ),
        // A move that was taken back is no stay; one that was brought back again is left out with it.
        rows<StayRow>(
          (put) => `SELECT s."stage", s."days", COUNT(*) AS "count" FROM (
            SELECT e."before" ->> 'stage' AS "stage", ${daysBetween(
              kind,
              `e."before" ->> 'stageSince'`,
              `(CASE WHEN e."kind" = 'staged' THEN e."after" ->> 'stageSince' ELSE e."after" ->> 'closedOn' END)`,
            )} AS "days"
            FROM "DealEvent" e WHERE e."workspaceId" = ${put(workspace)} AND e."at" >= ${put(Date.parse(leftFrom))}
              AND e."kind" IN ('staged', 'won', 'lost') AND e."before" ->> 'state' = 'open' AND e."before" ->> 'stageSince' IS NOT NULL
              AND (e."kind" <> 'staged' OR e."before" ->> 'stage' <> e."after" ->> 'stage')
              AND NOT EXISTS (SELECT 1 FROM "DealEvent" u WHERE u."workspaceId" = e."workspaceId" AND u."number" = e."number"
                AND u."kind" = 'undone' AND u."reverts" = e."revision")
          ) AS s WHERE s."days" >= 0 GROUP BY s."stage", s."days"`,
        ),
      ])
      const way = ({ state, path, stage, count }: WayRow): WaySum => ({
        state: oneOf(['open', 'won', 'lost'] as const, state),
        path: pathOf(path),
        stage,
        count: Number(count),
      })
      return {
        stages: stages.map(({ stage, count, minor, days, aged }) => ({
          stage,
          count: Number(count),
          minor: sumOf(minor),
          age: { days: Number(days ?? 0), deals: Number(aged) },
        })),
        ways: [...open, ...closed].map(way),
        stays: stays.map(({ stage, days, count }) => ({ stage, days: Number(days), count: Number(count) })),
      }
    },

    async stuck(asked) {
      const { workspace, version, limits, largestSince, seen, page } = asked
      const stuck = (put: Put) =>
        `${dealsOf(asked, put, "= 'open'")}${within(asked, put)} AND (${
          limits.map(({ stage, since }) => `(d."stage" = ${put(stage)} AND d."stageSince" <= ${put(since)})`).join(' OR ') || 'FALSE'
        })`
      const owner = '(SELECT m."teamId" FROM "Member" m WHERE m."id" = d."ownerId")'
      const maySee = (put: Put) => {
        if (seen.everybody) return 'TRUE'
        const inTeams = () => (seen.teams.length > 0 ? ` OR ${owner} IN (${seen.teams.map(put).join(', ')})` : '')
        return `(d."ownerId" = ${put(seen.member ?? 0)}${inTeams()})` // in the order in which the values stand
      }
      const first = (put: Put) =>
        largestSince === undefined
          ? 'd."stageSince"'
          : `CASE WHEN d."stageSince" >= ${put(largestSince)} THEN 0 ELSE 1 END, d."minor" DESC, d."stageSince" DESC`
      interface StuckRow extends DealRow {
        readonly ownerName: string
      }
      const [, found, counts] = await Promise.all([
        checkVersion(workspace, version),
        rows<StuckRow>(
          (put) => `SELECT ${dealColumns('d')}, (SELECT m."name" FROM "Member" m WHERE m."id" = d."ownerId") AS "ownerName"
            FROM ${stuck(put)} AND ${maySee(put)} ORDER BY ${first(put)}, d."number"
            LIMIT ${Math.trunc(page.take)} OFFSET ${Math.trunc(page.skip)}`,
        ),
        rows<{ readonly count: number | bigint; readonly seen: number | bigint | null }>(
          (put) => `SELECT COUNT(*) AS "count", SUM(CASE WHEN ${maySee(put)} THEN 1 ELSE 0 END) AS "seen" FROM ${stuck(put)}`,
        ),
      ])
      const count = Number(counts[0]?.seen ?? 0)
      return {
        deals: found.map((row) => ({ deal: dealOf(row), ownerName: row.ownerName })),
        count,
        hidden: Number(counts[0]?.count ?? 0) - count,
      }
    },
  }
}

/** PostgreSQL is told that a parameter is text. */
const textOf = (kind: DatabaseKind, parameter: string): string => (kind === 'sqlite' ? parameter : `CAST(${parameter} AS text)`)
