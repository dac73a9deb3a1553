// How people keep what they do, in the database: one statement for all, in which each member is looked up by keys.
import type { Habits } from '../nudges/reminder.ts'
import type { ReminderStore } from '../nudges/reminder-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import type { Database, DatabaseKind } from './database.ts'
import { type MemberRow, memberOf } from './member-rows.ts'
import { type Put, query } from './query.ts'

type HabitRow = MemberRow & {
  readonly createdAt: bigint
  readonly logged: bigint | null
  readonly stands: bigint | null
  readonly dealt: bigint | null
  readonly called: bigint | null
  readonly told: bigint | null
  readonly brought: bigint | null
  readonly hasTargets: number | bigint
  readonly deal: number | null
  readonly hasActivities: number | bigint
  readonly late: number | bigint
}

/** SQL: 1 where there is a row, else 0. */
const isThere = (select: string) => `CASE WHEN EXISTS (${select}) THEN 1 ELSE 0 END`

/** SQL: the latest deal of theirs in a state. In the order of an index, or PostgreSQL looks for any through all that there are. */
const aDeal = (state: string) =>
  `(SELECT d."number" FROM "Deal" d WHERE d."workspaceId" = m."workspaceId" AND d."state" = '${state}' AND d."ownerId" = m."id"
    ORDER BY d."closedOn" DESC, d."number" DESC LIMIT 1)`

/** SQL: when each member last did something that a table tells of, from a time on. */
const latest = (put: Put, table: string, workspace: number, since: number, member: number | undefined) =>
  `(SELECT "byId", MAX("at") AS "at" FROM "${table}" WHERE "workspaceId" = ${put(workspace)} AND "at" >= ${put(since)}
    ${member === undefined ? '' : `AND "byId" = ${put(member)}`} GROUP BY "byId")`

/** SQL: when anybody last wrote into an imported deal of each member, from a time on: whoever imports for them keeps what they do. */
const imported = (put: Put, workspace: number, since: number, member: number | undefined) =>
  `(SELECT d."ownerId", MAX(e."at") AS "at" FROM "DealEvent" e
    JOIN "ImportedDeal" i ON i."workspaceId" = e."workspaceId" AND i."number" = e."number"
    JOIN "Deal" d ON d."workspaceId" = e."workspaceId" AND d."number" = e."number"
    WHERE e."workspaceId" = ${put(workspace)} AND e."at" >= ${put(since)} ${member === undefined ? '' : `AND d."ownerId" = ${put(member)}`}
    GROUP BY d."ownerId")`

export const habitsQuery = (
  kind: DatabaseKind,
  workspace: number,
  { day, since }: { readonly day: string; readonly since: number },
  member: number | undefined,
) =>
  query(
    kind,
    (put) => `SELECT m."id", m."name", m."role", m."teamId", m."locale", m."startedOn", m."leave", m."offBoards", m."leftAt", m."timeZone",
      m."nudgesFrom", m."createdAt", dealt."at" AS "dealt", called."at" AS "called", told."at" AS "told", brought."at" AS "brought",
      (SELECT e."at" FROM "ActivityEvent" e WHERE e."workspaceId" = m."workspaceId" AND e."byId" = m."id" ORDER BY e."id" DESC LIMIT 1) AS "logged",
      (SELECT e."at" FROM "Deal" d JOIN "DealEvent" e ON e."workspaceId" = d."workspaceId" AND e."number" = d."number" AND e."revision" = d."head"
        WHERE d."workspaceId" = m."workspaceId" AND d."headById" = m."id" ORDER BY d."headSeq" DESC LIMIT 1) AS "stands",
      ${isThere(`SELECT 1 FROM "Target" t WHERE t."workspaceId" = m."workspaceId" AND t."subject" = 'member ' || m."id"`)} AS "hasTargets",
      COALESCE(${aDeal('won')}, ${aDeal('open')}, ${aDeal('lost')}) AS "deal",
      ${isThere(`SELECT 1 FROM "Activity" a WHERE a."workspaceId" = m."workspaceId" AND a."memberId" = m."id"`)} AS "hasActivities",
      (SELECT COUNT(*) FROM "Deal" d WHERE d."workspaceId" = m."workspaceId" AND d."state" = 'open' AND d."ownerId" = m."id"
        AND d."closedOn" < ${put(day)}) AS "late"
      FROM "Member" m
      LEFT JOIN ${latest(put, 'DealEvent', workspace, since, member)} dealt ON dealt."byId" = m."id"
      LEFT JOIN ${latest(put, 'ForecastCall', workspace, since, member)} called ON called."byId" = m."id"
      LEFT JOIN ${latest(put, 'Story', workspace, since, member)} told ON told."byId" = m."id"
      LEFT JOIN ${imported(put, workspace, since, member)} brought ON brought."ownerId" = m."id"
      WHERE m."workspaceId" = ${put(workspace)} AND m."leftAt" IS NULL ${member === undefined ? '' : `AND m."id" = ${put(member)}`}
      ORDER BY m."id"`,
  )

export function reminderStore({ client, kind }: Database): ReminderStore {
  return {
    async habits(workspace, when, member) {
      const { sql, values } = habitsQuery(kind, workspace.id, when, member)
      const rows = await client.$queryRawUnsafe<HabitRow[]>(sql, ...values)
      return rows.map((row): Habits => {
        const times = [row.logged, row.stands, row.dealt, row.called, row.told, row.brought].flatMap((at) =>
          at === null ? [] : [Number(at)],
        )
        return {
          // SQLite has no booleans of its own: what is raw is 0 or 1.
          member: memberOf({ ...row, offBoards: Boolean(row.offBoards) }, workspace),
          joinedAt: asInstant(Number(row.createdAt)),
          lastAt: times.length === 0 ? undefined : asInstant(Math.max(...times)),
          hasTargets: Number(row.hasTargets) === 1,
          hasDeals: row.deal !== null,
          hasActivities: Number(row.hasActivities) === 1,
          late: Number(row.late),
        }
      })
    },
  }
}
