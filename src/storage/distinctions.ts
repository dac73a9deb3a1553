// What other deals make of a win, for its card. Looked up when the card is shown, which nobody waits for; bounded all the same, so that
// a card costs the same at a thousand deals and at ten million.
import type { Deal } from '../deals/deal.ts'
import type { Standing } from '../deals/deal-store.ts'
import type { TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Database } from './database.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { query } from './query.ts'
import { subjectKey } from './target-rows.ts'

/** Among fewer wins than these the biggest is no news. */
const leastOthers = 5
/** A row of wins is counted up to here. */
const longestRow = 100

/** `DealStore.distinction`. */
export async function distinction(
  database: Database,
  workspace: WorkspaceId,
  win: Deal,
  period: Period,
): Promise<{ readonly biggest: boolean; readonly inARow: number }> {
  const [biggest, inARow] = await Promise.all([isBiggest(database, workspace, win, period), winsInARow(database, workspace, win)])
  return { biggest, inARow }
}

/**
 * Asks each member's wins of that worth and more, by the index that has them sorted: there are few, or the first of them is soon found. The
 * day is compared as an expression, so that no database walks through the period instead.
 */
async function isBiggest({ kind, client }: Database, workspace: WorkspaceId, win: Deal, { from, to }: Period): Promise<boolean> {
  const { sql, values } = query(
    kind,
    (put) => `SELECT CASE
      WHEN (SELECT COUNT(*) FROM (SELECT 1 FROM "Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."state" = 'won'
        AND d."closedOn" BETWEEN ${put(from)} AND ${put(to)} AND d."number" < ${put(win.number)} LIMIT ${leastOthers}) AS others) < ${leastOthers} THEN 0
      WHEN EXISTS (SELECT 1 FROM "Member" m CROSS JOIN "Deal" d WHERE m."workspaceId" = ${put(workspace)}
        AND d."workspaceId" = m."workspaceId" AND d."state" = 'won' AND d."ownerId" = m."id"
        AND d."minor" >= CAST(${put(String(win.amount.minor))} AS ${kind === 'sqlite' ? 'INTEGER' : 'bigint'})
        AND d."number" < ${put(win.number)} AND (d."closedOn" || '') BETWEEN ${put(from)} AND ${put(to)}) THEN 0
      ELSE 1 END AS biggest`,
  )
  const [row] = await client.$queryRawUnsafe<{ biggest: number | bigint }[]>(sql, ...values)
  return Number(row?.biggest ?? 0) === 1
}

/** Deals of one day follow each other by number. */
async function winsInARow({ client }: Database, workspaceId: WorkspaceId, { owner, closedOn, number }: Deal): Promise<number> {
  const upTo = { OR: [{ closedOn: { lt: closedOn } }, { closedOn, number: { lte: number } }] }
  const of = { workspaceId, ownerId: owner, closedOn: { lte: closedOn }, ...upTo }
  const newestFirst = [{ closedOn: 'desc' as const }, { number: 'desc' as const }]
  const day = { closedOn: true, number: true }
  const lost = await client.deal.findFirst({ where: { ...of, state: 'lost' }, orderBy: newestFirst, select: day })
  const since = lost
    ? { AND: [{ closedOn: { gte: lost.closedOn } }, { OR: [{ closedOn: { gt: lost.closedOn } }, { number: { gt: lost.number } }] }] }
    : {}
  const wins = await client.deal.findMany({ where: { ...of, state: 'won', ...since }, orderBy: newestFirst, take: longestRow, select: day })
  return wins.length
}

/** `DealStore.teamStanding`. */
export async function teamStanding(
  { kind, client }: Database,
  workspaceId: WorkspaceId,
  teams: readonly [TeamId, ...TeamId[]],
  period: Period,
): Promise<Standing> {
  const { sql, values } = query(
    kind,
    (put) => `SELECT ${sumText(kind, 't."value"')} AS actual FROM "DayTotal" t WHERE t."workspaceId" = ${put(workspaceId)}
      AND t."teamId" IN (${teams.map((team) => put(team)).join(', ')}) AND t."metric" = 'revenue'
      AND t."day" BETWEEN ${put(period.from)} AND ${put(period.to)}`,
  )
  const subject = subjectKey({ kind: 'team', team: teams[0] })
  const key = { workspaceId, subject, metric: 'revenue', periodKind: period.kind, periodFrom: period.from }
  const [[row], target] = await Promise.all([
    client.$queryRawUnsafe<{ actual: string | null }[]>(sql, ...values),
    client.target.findUnique({ where: { workspaceId_subject_metric_periodKind_periodFrom: key }, select: { value: true } }),
  ])
  return { period, actual: sumOf(row?.actual), target: target?.value }
}
