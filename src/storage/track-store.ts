// What a diagnosis reads, in the database: a row a person, however many deals they closed, and so many people at once.
import { ascending } from '../diagnosis/intervals.ts'
import type { Closed, Days } from '../diagnosis/track.ts'
import type { TrackStore } from '../diagnosis/track-store.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import type { Database, DatabaseKind } from './database.ts'
import { eventTurns } from './event-turns.ts'
import { daysBetween } from './pipeline-store.ts'
import { type Put, query } from './query.ts'

/** SQL: all values as one text, in no order; what is null is left out. */
const listOf = (kind: DatabaseKind, value: string): string =>
  kind === 'sqlite' ? `group_concat(${value}, ',')` : `string_agg(CAST(${value} AS TEXT), ',')`

/** SQL: true for one of these; of everybody nothing is said. */
export const isOneOf = (column: string, members: readonly MemberId[] | undefined, put: Put): string =>
  members === undefined ? '' : ` AND ${column} IN (${members.map((member) => put(member)).join(', ')})`

/** The statement for the closed deals of some. */
export const closedDeals = (kind: DatabaseKind, workspace: WorkspaceId, members: readonly MemberId[], { from, to }: Days) =>
  query(
    kind,
    (put) => `SELECT d."ownerId" AS "member",
        SUM(CASE WHEN d."state" = 'won' THEN 1 ELSE 0 END) AS "won", SUM(CASE WHEN d."state" = 'lost' THEN 1 ELSE 0 END) AS "lost",
        ${listOf(kind, `CASE WHEN d."state" = 'won' THEN d."minor" END`)} AS "amounts",
        ${listOf(
          kind,
          `CASE WHEN d."state" = 'won' AND d."openedOn" <= d."closedOn" THEN ${daysBetween(kind, 'd."openedOn"', 'd."closedOn"')} END`,
        )} AS "cycles"
      FROM "Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."state" IN ('won', 'lost')${isOneOf('d."ownerId"', members, put)}
        AND d."closedOn" BETWEEN ${put(from)} AND ${put(to)} GROUP BY 1`,
  )

/** The statement for what some logged: each looked up by the key of the day totals. */
export const loggedKinds = (
  kind: DatabaseKind,
  workspace: WorkspaceId,
  members: readonly MemberId[],
  kinds: readonly ActivityKind[],
  { from, to }: Days,
) =>
  query(kind, (put) => {
    const sums = kinds.map(
      (metric, index) => `(SELECT SUM(t."value") FROM "DayTotal" t WHERE t."workspaceId" = m."workspaceId" AND t."memberId" = m."id"
          AND t."metric" = ${put(metric)} AND t."day" BETWEEN ${put(from)} AND ${put(to)}) AS "sum${index}"`,
    )
    return `SELECT ${['m."id"', ...sums].join(', ')} FROM "Member" m WHERE m."workspaceId" = ${put(workspace)}${isOneOf('m."id"', members, put)}`
  })

/** So many people are looked up at once: whoever waits for an answer is heard in between. */
const atOnce = 50

interface ClosedRow {
  readonly member: number
  readonly won: number | bigint
  readonly lost: number | bigint
  readonly amounts: string | null
  readonly cycles: string | null
}

export function trackStore({ kind, client }: Database): TrackStore {
  const turn = eventTurns()

  async function inPieces<Row>(members: readonly MemberId[], write: (some: readonly MemberId[]) => ReturnType<typeof query>) {
    const found: Row[] = []
    for (let from = 0; from < members.length; from += atOnce) {
      await turn()
      const { sql, values } = write(members.slice(from, from + atOnce))
      found.push(...(await client.$queryRawUnsafe<Row[]>(sql, ...values)))
    }
    return found
  }

  return {
    async closed(workspace, members, days) {
      const rows = await inPieces<ClosedRow>(members, (some) => closedDeals(kind, workspace, some, days))
      return new Map(rows.map((row) => [asId<MemberId>(Number(row.member)), closedIn(row)]))
    },

    async activities(workspace, members, kinds, days) {
      if (kinds.length === 0) return new Map()
      type LoggedRow = Readonly<Record<string, number | bigint | null>>
      const rows = await inPieces<LoggedRow>(members, (some) => loggedKinds(kind, workspace, some, kinds, days))
      const of = (row: LoggedRow) => new Map(kinds.map((name, index) => [name, Number(row[`sum${index}`] ?? 0)]))
      return new Map(rows.map((row) => [asId<MemberId>(Number(row.id)), of(row)]))
    },
  }
}

const closedIn = ({ won, lost, amounts, cycles }: ClosedRow): Closed => ({
  won: Number(won),
  lost: Number(lost),
  amounts: split(amounts, BigInt),
  cycles: split(cycles, Number),
})

const split = <Value extends number | bigint>(text: string | null, read: (one: string) => Value): readonly Value[] =>
  text ? ascending(text.split(',').map(read)) : []
