// What a diagnosis reads, in the database: a row a person, however many deals they closed.
import { ascending } from '../diagnosis/intervals.ts'
import { type Closed, noneClosed, type Stretches } from '../diagnosis/track.ts'
import type { Both, OfWhom, TrackStore } from '../diagnosis/track-store.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import type { Database, DatabaseKind } from './database.ts'
import { daysBetween } from './pipeline-store.ts'
import { type Put, query } from './query.ts'

/** SQL: all values as one text, in no order; what is null is left out. */
const listOf = (kind: DatabaseKind, value: string): string =>
  kind === 'sqlite' ? `group_concat(${value}, ',')` : `string_agg(CAST(${value} AS TEXT), ',')`

/** SQL: true for one of these; of everybody nothing is said. */
export const isOneOf = (column: string, members: OfWhom, put: Put): string =>
  members === undefined ? '' : ` AND ${column} IN (${members.map((member) => put(member)).join(', ')})`

/** The statement for the closed deals of everybody or of some. */
export const closedDeals = (kind: DatabaseKind, workspace: WorkspaceId, members: OfWhom, { before, recent }: Stretches) =>
  query(
    kind,
    (put) => `SELECT d."ownerId" AS "member", CASE WHEN d."closedOn" >= ${put(recent.from)} THEN 1 ELSE 0 END AS "recent",
        SUM(CASE WHEN d."state" = 'won' THEN 1 ELSE 0 END) AS "won", SUM(CASE WHEN d."state" = 'lost' THEN 1 ELSE 0 END) AS "lost",
        ${listOf(kind, `CASE WHEN d."state" = 'won' THEN d."minor" END`)} AS "amounts",
        ${listOf(
          kind,
          `CASE WHEN d."state" = 'won' AND d."openedOn" <= d."closedOn" THEN ${daysBetween(kind, 'd."openedOn"', 'd."closedOn"')} END`,
        )} AS "cycles"
      FROM "Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."state" IN ('won', 'lost')${isOneOf('d."ownerId"', members, put)}
        AND d."closedOn" BETWEEN ${put(before.from)} AND ${put(recent.to)} GROUP BY 1, 2`,
  )

/** The statement for what everybody or some logged: each looked up by the key of the day totals. */
export const loggedKinds = (
  kind: DatabaseKind,
  workspace: WorkspaceId,
  members: OfWhom,
  kinds: readonly ActivityKind[],
  { before, recent }: Stretches,
) =>
  query(kind, (put) => {
    const sums = kinds.flatMap((metric, index) =>
      [before, recent].map(
        ({ from, to }, turn) => `(SELECT SUM(t."value") FROM "DayTotal" t WHERE t."workspaceId" = m."workspaceId" AND t."memberId" = m."id"
          AND t."metric" = ${put(metric)} AND t."day" BETWEEN ${put(from)} AND ${put(to)}) AS "${turn === 0 ? 'before' : 'recent'}${index}"`,
      ),
    )
    return `SELECT ${['m."id"', ...sums].join(', ')} FROM "Member" m WHERE m."workspaceId" = ${put(workspace)}${isOneOf('m."id"', members, put)}`
  })

interface ClosedRow {
  readonly member: number
  readonly recent: number | bigint
  readonly won: number | bigint
  readonly lost: number | bigint
  readonly amounts: string | null
  readonly cycles: string | null
}

export function trackStore({ kind, client }: Database): TrackStore {
  return {
    async closed(workspace, members, stretches) {
      const { sql, values } = closedDeals(kind, workspace, members, stretches)
      const rows = await client.$queryRawUnsafe<ClosedRow[]>(sql, ...values)
      const found = new Map<MemberId, Both<Closed>>()
      for (const row of rows) {
        const member = asId<MemberId>(Number(row.member))
        const so = found.get(member) ?? { before: noneClosed, recent: noneClosed }
        found.set(member, Number(row.recent) === 1 ? { ...so, recent: closedIn(row) } : { ...so, before: closedIn(row) })
      }
      return found
    },

    async activities(workspace, members, kinds, stretches) {
      if (kinds.length === 0) return new Map()
      const { sql, values } = loggedKinds(kind, workspace, members, kinds, stretches)
      const rows = await client.$queryRawUnsafe<Readonly<Record<string, number | bigint | null>>[]>(sql, ...values)
      const of = (row: (typeof rows)[number], stretch: keyof Stretches) =>
        new Map(kinds.map((name, index) => [name, Number(row[`${stretch}${index}`] ?? 0)]))
      return new Map(rows.map((row) => [asId<MemberId>(Number(row.id)), { before: of(row, 'before'), recent: of(row, 'recent') }]))
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
