// What a digest reads, in the database: in statements whose rows do not grow with the deals, each in a turn of the event loop of its own.

import type { Days } from '../diagnosis/track.ts'
import type { Closings, DigestStore, LastUpdate, OfWhom } from '../digest/digest-store.ts'
import type { WaySum } from '../pipeline/pipeline-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import type { Database, DatabaseKind } from './database.ts'
import { oneOf, pathOf, storedDate } from './deal-rows.ts'
import { eventTurns } from './event-turns.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { query } from './query.ts'
import { isOneOf } from './track-store.ts'

/** The statement for the open deals of everybody or of some. */
export const openSums = (kind: DatabaseKind, workspace: WorkspaceId, members: OfWhom, period: Days, today: LocalDate) =>
  query(
    kind,
    (put) => `SELECT o."member", o."stage", ${sumText(kind, 'o."minor"')} AS "minor", ${sumText(kind, 'o."closing"')} AS "closing",
        SUM(o."late") AS "late" FROM (
        SELECT d."ownerId" AS "member", COALESCE(d."stage", '') AS "stage", d."minor",
          CASE WHEN d."closedOn" BETWEEN ${put(period.from)} AND ${put(period.to)} THEN d."minor" ELSE 0 END AS "closing",
          CASE WHEN d."closedOn" < ${put(today)} THEN 1 ELSE 0 END AS "late"
        FROM "Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."state" = 'open'${isOneOf('d."ownerId"', members, put)}
      ) AS o GROUP BY o."member", o."stage"`,
  )

/** The statement for the ways and the reasons of the deals that these owners closed in some days. */
export const closedWays = (kind: DatabaseKind, workspace: WorkspaceId, members: OfWhom, { from, to }: Days) =>
  query(
    kind,
    (put) => `SELECT d."state", d."path", COALESCE(d."lossReason", '') AS "reason", COUNT(*) AS "count"
      FROM "Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."state" IN ('won', 'lost')${isOneOf('d."ownerId"', members, put)}
        AND d."closedOn" BETWEEN ${put(from)} AND ${put(to)} GROUP BY d."state", d."path", COALESCE(d."lossReason", '')`,
  )

/** So many days of closed deals are gone through at once. */
const atOnce = 91

/** Those days in parts of as many as are gone through at once. */
function partsOf({ from, to }: Days): readonly Days[] {
  const parts: Days[] = []
  for (let first = from; first <= to; first = addDays(first, atOnce)) {
    const last = addDays(first, atOnce - 1)
    parts.push({ from: first, to: last < to ? last : to })
  }
  return parts
}

/** The statement for what everybody or some did last: each looked up in an index of who did what. */
export const latestDoings = (kind: DatabaseKind, workspace: WorkspaceId, members: OfWhom) =>
  query(
    kind,
    (put) => `SELECT m."id", m."createdAt" AS "joined",
        (SELECT d."touchedAt" FROM "Deal" d WHERE d."workspaceId" = m."workspaceId" AND d."headById" = m."id"
          ORDER BY d."headSeq" DESC LIMIT 1) AS "changed",
        (SELECT e."at" FROM "ActivityEvent" e WHERE e."workspaceId" = m."workspaceId" AND e."byId" = m."id"
          ORDER BY e."id" DESC LIMIT 1) AS "logged",
        (SELECT MAX(d."closedOn") FROM "Deal" d WHERE d."workspaceId" = m."workspaceId" AND d."state" = 'won'
          AND d."ownerId" = m."id") AS "won"
      FROM "Member" m WHERE m."workspaceId" = ${put(workspace)}${isOneOf('m."id"', members, put)}`,
  )

/** The statement for what counted for each team: each looked up by its key. */
export const sumsByTeam = (kind: DatabaseKind, workspace: WorkspaceId, { from, to }: Days) =>
  query(
    kind,
    (put) => `SELECT g."id", (SELECT ${sumText(kind, 't."value"')} FROM "DayTotal" t WHERE t."workspaceId" = g."workspaceId"
          AND t."teamId" = g."id" AND t."metric" = 'revenue' AND t."day" BETWEEN ${put(from)} AND ${put(to)}) AS "sum"
      FROM "Team" g WHERE g."workspaceId" = ${put(workspace)}`,
  )

type Whole = number | bigint

interface OpenRow {
  readonly member: Whole
  readonly stage: string
  readonly minor: string | null
  readonly closing: string | null
  readonly late: Whole
}
interface WayRow {
  readonly state: string
  readonly path: string
  readonly reason: string
  readonly count: Whole
}
interface DoingRow {
  readonly id: Whole
  readonly joined: Whole
  readonly changed: Whole | null
  readonly logged: Whole | null
  readonly won: string | null
}

export function digestStore({ kind, client }: Database): DigestStore {
  const turn = eventTurns()
  const rows = async <Row>({ sql, values }: ReturnType<typeof query>): Promise<Row[]> => {
    await turn()
    return client.$queryRawUnsafe<Row[]>(sql, ...values)
  }

  return {
    async open(workspace, members, { period, today }) {
      const found = await rows<OpenRow>(openSums(kind, workspace, members, period, today))
      return found.map(({ member, stage, minor, closing, late }) => ({
        member: asId<MemberId>(Number(member)),
        stage,
        minor: sumOf(minor),
        closing: sumOf(closing),
        late: Number(late),
      }))
    },

    async closings(workspace, members, days) {
      const found: WayRow[] = []
      for (const part of partsOf(days)) found.push(...(await rows<WayRow>(closedWays(kind, workspace, members, part))))
      return closingsIn(found)
    },

    async lastUpdates(workspace, members) {
      const found = await rows<DoingRow>(latestDoings(kind, workspace, members))
      const latest = ({ joined, changed, logged, won }: DoingRow): LastUpdate => {
        const at = Math.max(Number(changed ?? 0), Number(logged ?? 0))
        return {
          joined: asInstant(Number(joined)),
          at: at > 0 ? asInstant(at) : undefined,
          won: won === null ? undefined : storedDate(won),
        }
      }
      return new Map(found.map((row) => [asId<MemberId>(Number(row.id)), latest(row)]))
    },

    async teamSums(workspace, days) {
      const found = await rows<{ id: Whole; sum: string | null }>(sumsByTeam(kind, workspace, days))
      return new Map(found.map(({ id, sum }) => [asId<TeamId>(Number(id)), sumOf(sum)]))
    },
  }
}

function closingsIn(rows: readonly WayRow[]): Closings {
  const losses = new Map<string, number>()
  for (const { state, reason, count } of rows) if (state === 'lost') losses.set(reason, (losses.get(reason) ?? 0) + Number(count))
  const ways = rows.map(
    ({ state, path, count }): WaySum => ({
      state: oneOf(['won', 'lost'] as const, state),
      path: pathOf(path),
      stage: '',
      count: Number(count),
    }),
  )
  return { ways, losses }
}
