// What an agenda is generated from, in the database: deals by what became of them in some days, and those that slipped.
import type { AskedEvents, MeetingStore, Slip, SomeDeals } from '../agenda/meeting-store.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import type { Database } from './database.ts'
import { type DealRow, dealColumns, dealOf, storedDate } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { type Put, query } from './query.ts'

interface SumRow {
  readonly count: number | bigint
  readonly sum: string | null
}

const ofTeams = ({ teams }: AskedEvents, put: Put): string =>
  teams === undefined ? '' : ` AND d."teamId" IN (${teams.map((team) => put(team)).join(', ') || 'NULL'})`

export function meetingStore({ kind, client }: Database): MeetingStore {
  const rows = <Row>(write: (put: Put) => string): Promise<Row[]> => {
    const { sql, values } = query(kind, write)
    return client.$queryRawUnsafe<Row[]>(sql, ...values)
  }

  /** Deals of these two days and those between. */
  const dealsIn = (asked: AskedEvents, state: 'won' | 'open' | 'lost', from: LocalDate, to: LocalDate) => (put: Put) =>
    `"Deal" d WHERE d."workspaceId" = ${put(asked.workspace)} AND d."state" = '${state}'
      AND d."closedOn" BETWEEN ${put(from)} AND ${put(to)}${ofTeams(asked, put)}`

  /** Deals that were closed so between the meetings, or before the first and logged only after its agenda. */
  const closedAs = (asked: AskedEvents, state: 'won' | 'lost') => (put: Put) => {
    const { late, since, day } = asked
    const last = addDays(day, -1)
    if (!late) return dealsIn(asked, state, since, last)(put)
    return `${dealsIn(asked, state, late.from, last)(put)} AND (d."closedOn" >= ${put(since)} OR EXISTS (
      SELECT 1 FROM "DealEvent" e WHERE e."workspaceId" = d."workspaceId" AND e."number" = d."number" AND e."at" >= ${put(late.seen)}
        AND e."after" ->> 'state' = '${state}' AND COALESCE(e."before" ->> 'state', '') <> '${state}'))`
  }

  async function some(take: number, of: (put: Put) => string): Promise<SomeDeals> {
    const [deals, [sum]] = await Promise.all([
      rows<DealRow>((put) => `SELECT ${dealColumns('d')} FROM ${of(put)} ORDER BY d."minor" DESC, d."number" LIMIT ${Math.trunc(take)}`),
      rows<SumRow>((put) => `SELECT COUNT(*) AS "count", ${sumText(kind, 'd."minor"')} AS "sum" FROM ${of(put)}`),
    ])
    return { deals: deals.map(dealOf), count: Number(sum?.count ?? 0), sum: sumOf(sum?.sum) }
  }

  /** Open deals whose day has passed since the last meeting, and those that were put off; with the day on which each should have closed. */
  async function slips(asked: AskedEvents): Promise<{ slips: readonly Slip[]; count: number; sum: bigint }> {
    const { workspace, since, day, between, take } = asked
    const slipped = (put: Put) => `(
      SELECT e."number" AS "number", MIN(e."before" ->> 'closedOn') AS "was" FROM "DealEvent" e
        WHERE e."workspaceId" = ${put(workspace)} AND e."at" >= ${put(between.from)} AND e."at" < ${put(between.before)}
          AND e."before" ->> 'state' = 'open' AND e."after" ->> 'state' = 'open' AND e."before" ->> 'closedOn' < e."after" ->> 'closedOn'
        GROUP BY e."number"
      UNION SELECT p."number", p."closedOn" FROM "Deal" p
        WHERE p."workspaceId" = ${put(workspace)} AND p."state" = 'open' AND p."closedOn" >= ${put(since)} AND p."closedOn" < ${put(day)}
    )`
    // One that was put off and whose new day has passed too slipped from the first.
    const found = (put: Put) => `"Deal" d JOIN (SELECT s."number", MIN(s."was") AS "was" FROM ${slipped(put)} s GROUP BY s."number") w
      ON w."number" = d."number" WHERE d."workspaceId" = ${put(workspace)} AND d."state" = 'open'
      AND (d."closedOn" > w."was" OR d."closedOn" < ${put(day)})${ofTeams(asked, put)}`
    const [deals, [sum]] = await Promise.all([
      rows<DealRow & { readonly was: string }>(
        (put) => `SELECT ${dealColumns('d')}, w."was" FROM ${found(put)} ORDER BY d."minor" DESC, d."number" LIMIT ${Math.trunc(take)}`,
      ),
      rows<SumRow>((put) => `SELECT COUNT(*) AS "count", ${sumText(kind, 'd."minor"')} AS "sum" FROM ${found(put)}`),
    ])
    return {
      slips: deals.map((row) => ({ deal: dealOf(row), was: storedDate(row.was) })),
      count: Number(sum?.count ?? 0),
      sum: sumOf(sum?.sum),
    }
  }

  return {
    async events(asked) {
      const { day, closingTo, take } = asked
      const [wins, closing, slipped, losses] = await Promise.all([
        some(take, closedAs(asked, 'won')),
        some(take, dealsIn(asked, 'open', day, closingTo)),
        slips(asked),
        rows<SumRow & { readonly reason: string }>(
          (put) => `SELECT COALESCE(d."lossReason", '') AS "reason", COUNT(*) AS "count", ${sumText(kind, 'd."minor"')} AS "sum"
            FROM ${closedAs(asked, 'lost')(put)} GROUP BY COALESCE(d."lossReason", '')`,
        ),
      ])
      const byReason = losses.map(({ reason, count, sum }) => ({ reason, count: Number(count), sum: sumOf(sum) }))
      return { wins, closing, slips: slipped, losses: byReason.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)) }
    },
  }
}
