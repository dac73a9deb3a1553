// What a board reads, in the database: a statement for all members, each of whom is looked up by the key of the day totals.
import type { Days, LeaderboardStore, SetTarget } from '../leaderboard/leaderboard-store.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, DatabaseKind } from './database.ts'
import { storedDate } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { type MemberRow, memberOf } from './member-rows.ts'
import { type Put, query } from './query.ts'
import { subjectOfKey } from './target-rows.ts'

/** SQL: a sum of day totals in some days, as text. */
function sumIn(
  kind: DatabaseKind,
  put: Put,
  { whose, metric, days, teams }: { whose: () => string; metric: Metric; days: Days; teams: readonly TeamId[] | undefined },
): string {
  return `(SELECT ${sumText(kind, 't."value"')} FROM "DayTotal" t WHERE ${whose()} AND t."metric" = ${put(metric)}
    AND t."day" BETWEEN ${put(days.from)} AND ${put(days.to)} ${teams ? `AND t."teamId" IN (${teams.map((team) => put(team)).join(', ')})` : ''})`
}

/** The statement for every member of a workspace. */
export const memberSums = (
  kind: DatabaseKind,
  workspace: WorkspaceId,
  metric: Metric,
  teams: readonly TeamId[] | undefined,
  ranges: readonly Days[],
) =>
  query(kind, (put) => {
    const sums = ranges.map((days, index) => {
      const whose = () => 't."workspaceId" = m."workspaceId" AND t."memberId" = m."id"'
      return `${sumIn(kind, put, { whose, metric, days, teams })} AS "sum${index}"`
    })
    return `SELECT m."id", m."name", m."role", m."teamId", m."locale", m."startedOn", m."leave", m."offBoards", m."leftAt", m."timeZone", m."nudgesFrom", ${sums.join(', ')}
      FROM "Member" m WHERE m."workspaceId" = ${put(workspace)}`
  })

/** The same of a whole: of the company, or of these teams together. */
const wholeSums = (
  kind: DatabaseKind,
  workspace: WorkspaceId,
  metric: Metric,
  teams: readonly TeamId[] | undefined,
  ranges: readonly Days[],
) =>
  query(kind, (put) => {
    const sums = ranges.map((days, index) => {
      const sum = teams
        ? sumIn(kind, put, { whose: () => `t."workspaceId" = ${put(workspace)}`, metric, days, teams })
        : `(SELECT ${sumText(kind, 't."value"')} FROM "CompanyDayTotal" t WHERE t."workspaceId" = ${put(workspace)}
            AND t."metric" = ${put(metric)} AND t."day" BETWEEN ${put(days.from)} AND ${put(days.to)})`
      return `${sum} AS "sum${index}"`
    })
    return `SELECT ${sums.join(', ')}`
  })

type SumColumns = Readonly<Record<string, string | null>>
const sumsIn = (row: object | undefined, ranges: readonly Days[]): readonly bigint[] =>
  ranges.map((_, index) => sumOf((row as SumColumns | undefined)?.[`sum${index}`])) // the columns that the statement names

/** The statement for the targets of everybody, each looked up by its whole key. */
export const everybodysTargets = (
  kind: DatabaseKind,
  workspace: WorkspaceId,
  metric: Metric,
  periods: Parameters<LeaderboardStore['targets']>[2],
) =>
  query(kind, (put) => {
    const targets = periods.map(
      (
        period,
        index,
      ) => `(SELECT CAST(t."value" AS TEXT) FROM "Target" t WHERE t."workspaceId" = ${put(workspace)} AND t."subject" = s."subject"
        AND t."metric" = ${put(metric)} AND t."periodKind" = ${put(period.kind)} AND t."periodFrom" = ${put(period.from)}) AS "target${index}"`,
    )
    return `SELECT s."subject", ${targets.join(', ')} FROM (
        SELECT 'company' AS "subject"
        UNION ALL SELECT 'team ' || "id" FROM "Team" WHERE "workspaceId" = ${put(workspace)}
        UNION ALL SELECT 'member ' || "id" FROM "Member" WHERE "workspaceId" = ${put(workspace)}
      ) AS s`
  })

export function leaderboardStore(database: Database, waking: Waking): LeaderboardStore {
  const { client, kind } = database
  return {
    async sums(workspace, metric, teams, ranges) {
      const members = memberSums(kind, workspace.id, metric, teams, ranges)
      const whole = wholeSums(kind, workspace.id, metric, teams, ranges)
      const [rows, [all]] = await Promise.all([
        client.$queryRawUnsafe<(MemberRow & object)[]>(members.sql, ...members.values),
        client.$queryRawUnsafe<object[]>(whole.sql, ...whole.values),
      ])
      return {
        // SQLite has no booleans of its own: what is raw is 0 or 1.
        members: rows.map((row) => ({
          member: memberOf({ ...row, offBoards: Boolean(row.offBoards) }, workspace),
          sums: sumsIn(row, ranges),
        })),
        whole: sumsIn(all, ranges),
      }
    },

    async targets(workspace, metric, periods) {
      if (periods.length === 0) return []
      const { sql, values } = everybodysTargets(kind, workspace, metric, periods)
      const rows = await client.$queryRawUnsafe<Readonly<Record<string, string | null>>[]>(sql, ...values)
      return rows.flatMap((row) =>
        periods.flatMap(({ kind: of, from }, index): SetTarget[] => {
          const value = row[`target${index}`]
          return value ? [{ subject: subjectOfKey(row.subject ?? ''), kind: of, from, value: BigInt(value) }] : []
        }),
      )
    },

    async wonDays(workspaceId, members, { from, to }) {
      const rows = await client.dayTotal.findMany({
        where: { workspaceId, memberId: { in: [...members] }, metric: 'deals', day: { gte: from, lte: to }, value: { gt: 0n } },
        select: { memberId: true, day: true },
      })
      const days = new Map<MemberId, LocalDate[]>(members.map((member) => [member, []]))
      for (const { memberId, day } of rows) days.get(asId<MemberId>(memberId))?.push(storedDate(day))
      return days
    },

    async closing(workspace, { from, to }) {
      const { sql, values } = query(
        kind,
        (put) => `SELECT COUNT(*) AS "count", ${sumText(kind, 'd."minor"')} AS "minor" FROM "Deal" d
          WHERE d."workspaceId" = ${put(workspace)} AND d."state" = 'open' AND d."closedOn" BETWEEN ${put(from)} AND ${put(to)}`,
      )
      const [row] = await client.$queryRawUnsafe<{ readonly count: number | bigint; readonly minor: string | null }[]>(sql, ...values)
      return { count: Number(row?.count ?? 0), minor: sumOf(row?.minor) }
    },

    async lastWins(workspaceId, member, take) {
      const rows = await client.deal.findMany({
        where: { workspaceId, state: 'won', ownerId: member },
        orderBy: [{ closedOn: 'desc' }, { number: 'desc' }],
        take,
        select: { ownMinor: true },
      })
      return rows.map(({ ownMinor }) => ownMinor)
    },

    post: ({ post, answer, ...change }) => changeWorkspace(database, waking, change, async () => ({ answer, posts: [post] })),
  }
}
