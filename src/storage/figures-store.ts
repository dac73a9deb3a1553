// What progress reads, in the database. `figures` is asked for with every `/progress` and is one statement.
import { Stale } from '../conversation/people.ts'
import type { FiguresStore } from '../progress/figures-store.ts'
import type { Subject } from '../targets/target.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Database } from './database.ts'
import { type DealRow, dealColumns, dealOf } from './deal-rows.ts'
import { type Put, query } from './query.ts'
import { subjectKey, type TargetRow, targetOf } from './target-rows.ts'

const newestFirst = (table: string) => `ORDER BY ${table}"closedOn" DESC, ${table}"number" DESC`

/** The subject's newest won deals of a period, each with the credit that the subject has of it. Never reads more than `take`. */
function newest(put: Put, workspace: WorkspaceId, subject: Subject, { from, to }: Period, take: number): string {
  const within = (table: string) => `${table}."workspaceId" = ${put(workspace)} AND ${table}."closedOn" BETWEEN ${put(from)} AND ${put(to)}`
  const won = (credit: string) =>
    `SELECT ${dealColumns('d')}, d."${credit}" AS "credit" FROM "Deal" d WHERE ${within('d')} AND d."state" = 'won'`
  if (subject.kind === 'company') return `${won('minor')} ${newestFirst('d.')} LIMIT ${put(take)}`
  const own = `${won('ownMinor')} AND d."ownerId" = ${put(subject.member)} ${newestFirst('d.')} LIMIT ${put(take)}`
  const shared = `SELECT ${dealColumns('d')}, c."minor" AS "credit" FROM "DealCredit" c
    JOIN "Deal" d ON d."workspaceId" = c."workspaceId" AND d."number" = c."number"
    WHERE ${within('c')} AND c."memberId" = ${put(subject.member)} ${newestFirst('c.')} LIMIT ${put(take)}`
  return `SELECT * FROM (SELECT * FROM (${own}) AS own UNION ALL SELECT * FROM (${shared}) AS shared) AS credited
    ${newestFirst('')} LIMIT ${put(take)}`
}

type FiguresRow = { readonly version: number; readonly actual: string | null } & Nullable<TargetRow> & Nullable<DealRow>
type Nullable<Row> = { readonly [Column in keyof Row]: Row[Column] | null }

/** A left join found a row there: none of its columns that cannot be null is null. */
const isTarget = (row: FiguresRow): row is FiguresRow & TargetRow => row.value !== null
const isDeal = (row: FiguresRow): row is FiguresRow & DealRow => row.revision !== null

export function figuresStore({ kind, client }: Database): FiguresStore {
  return {
    async figures(workspace, version, subject, metric, period, lastDeals) {
      const { sql, values } = query(kind, (put) => {
        const ofMember = () => (subject.kind === 'member' ? `AND t."memberId" = ${put(subject.member)}` : '')
        const totals = subject.kind === 'member' ? '"DayTotal"' : '"CompanyDayTotal"'
        return `/* figures of ${subject.kind} */
SELECT w."version", (
    SELECT CAST(SUM(t."value") AS TEXT) FROM ${totals} t
    WHERE t."workspaceId" = ${put(workspace)} ${ofMember()} AND t."metric" = ${put(metric)} AND t."day" BETWEEN ${put(period.from)} AND ${put(period.to)}
  ) AS "actual",
  target."periodKind", target."periodFrom", target."periodTo", target."periodYear", target."periodIndex", target."value", target."setById",
  target."setAt", last.*
FROM "Workspace" w
LEFT JOIN "Target" target ON target."workspaceId" = w."id" AND target."subject" = ${put(subjectKey(subject))}
  AND target."metric" = ${put(metric)} AND target."periodKind" = ${put(period.kind)} AND target."periodFrom" = ${put(period.from)}
LEFT JOIN (${newest(put, workspace, subject, period, lastDeals)}) AS last ON true
WHERE w."id" = ${put(workspace)} ${newestFirst('last.')}`
      })
      const rows = await client.$queryRawUnsafe<FiguresRow[]>(sql, ...values)
      const [first] = rows
      if (first?.version !== version) throw new Stale()
      const target = isTarget(first) ? targetOf(subject, metric, first) : undefined
      return { actual: BigInt(first.actual ?? 0), target, last: rows.filter(isDeal).map(dealOf) }
    },

    async credited(workspaceId, subject, period, take) {
      const { sql, values } = query(kind, (put) => newest(put, workspaceId, subject, period, take))
      const within = { workspaceId, closedOn: { gte: period.from, lte: period.to } }
      const owner = subject.kind === 'member' ? { ownerId: subject.member } : {}
      const [rows, own, shared] = await Promise.all([
        client.$queryRawUnsafe<(DealRow & { readonly credit: bigint })[]>(sql, ...values),
        client.deal.count({ where: { ...within, state: 'won', ...owner } }),
        subject.kind === 'member' ? client.dealCredit.count({ where: { ...within, memberId: subject.member } }) : 0,
      ])
      return { deals: rows.map((row) => ({ deal: dealOf(row), credit: row.credit })), count: own + shared }
    },

    async names(workspaceId, members) {
      const rows = await client.member.findMany({ where: { workspaceId, id: { in: [...members] } }, select: { id: true, name: true } })
      return new Map(rows.map(({ id, name }) => [asId<MemberId>(id), name]))
    },
  }
}
