// What progress reads, in the database. `figures` is asked for with every `/progress` and is one statement.
import { Stale } from '../conversation/people.ts'
import type { FiguresStore } from '../progress/figures-store.ts'
import type { Subject } from '../targets/target.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Database } from './database.ts'
import { type DealRow, dealColumns, dealOf, dealRowColumns } from './deal-rows.ts'
import { type Put, query } from './query.ts'
import { arrayOf, fromArray, fromObject, objectOf } from './row-json.ts'
import { subjectKey, type TargetRow, targetColumns, targetOf } from './target-rows.ts'

const newestFirst = (table: string) => `ORDER BY ${table}."closedOn" DESC, ${table}."number" DESC`

/** The subject's newest won deals of a period: their numbers, and the credit that the subject has of each. Never reads more than `take`. */
function newest(put: Put, workspace: WorkspaceId, subject: Subject, { from, to }: Period, take: number): string {
  const of = (table: string, credit: string) => `SELECT d."number", d."closedOn", d."${credit}" AS "credit" FROM "${table}" d
    WHERE d."workspaceId" = ${put(workspace)} AND d."closedOn" BETWEEN ${put(from)} AND ${put(to)}`
  const won = (credit: string) => `${of('Deal', credit)} AND d."state" = 'won'`
  if (subject.kind === 'company') return `${won('minor')} ${newestFirst('d')} LIMIT ${put(take)}`
  const own = `${won('ownMinor')} AND d."ownerId" = ${put(subject.member)} ${newestFirst('d')} LIMIT ${put(take)}`
  const shared = `${of('DealCredit', 'minor')} AND d."memberId" = ${put(subject.member)} ${newestFirst('d')} LIMIT ${put(take)}`
  return `SELECT * FROM (SELECT * FROM (${own}) AS own UNION ALL SELECT * FROM (${shared}) AS shared) AS credited
    ${newestFirst('credited')} LIMIT ${put(take)}`
}

interface FiguresRow {
  readonly version: number
  readonly actual: string | null
  readonly target: string | null
  readonly last: string | null
}

const newestDealFirst = (a: DealRow, b: DealRow) => (a.closedOn === b.closedOn ? b.number - a.number : a.closedOn < b.closedOn ? 1 : -1)

export function figuresStore({ kind, client }: Database): FiguresStore {
  return {
    async figures(workspace, version, subject, metric, period, lastDeals) {
      const { sql, values } = query(kind, (put) => {
        const ofMember = () => (subject.kind === 'member' ? `AND t."memberId" = ${put(subject.member)}` : '')
        const totals = subject.kind === 'member' ? '"DayTotal"' : '"CompanyDayTotal"'
        return `/* figures of ${subject.kind} */
SELECT (SELECT w."version" FROM "Workspace" w WHERE w."id" = ${put(workspace)}) AS "version", (
    SELECT CAST(SUM(t."value") AS TEXT) FROM ${totals} t
    WHERE t."workspaceId" = ${put(workspace)} ${ofMember()} AND t."metric" = ${put(metric)} AND t."day" BETWEEN ${put(period.from)} AND ${put(period.to)}
  ) AS "actual", (
    SELECT CAST(${objectOf(kind, 't', targetColumns)} AS TEXT) FROM "Target" t
    WHERE t."workspaceId" = ${put(workspace)} AND t."subject" = ${put(subjectKey(subject))} AND t."metric" = ${put(metric)}
      AND t."periodKind" = ${put(period.kind)} AND t."periodFrom" = ${put(period.from)}
  ) AS "target", (
    SELECT CAST(${arrayOf(kind, objectOf(kind, 'd', dealRowColumns))} AS TEXT)
    FROM (${newest(put, workspace, subject, period, lastDeals)}) AS n
    JOIN "Deal" d ON d."workspaceId" = ${put(workspace)} AND d."number" = n."number"
  ) AS "last"`
      })
      const [row] = await client.$queryRawUnsafe<FiguresRow[]>(sql, ...values)
      if (row?.version !== version) throw new Stale()
      return {
        actual: BigInt(row.actual ?? 0),
        target: row.target === null ? undefined : targetOf(subject, metric, fromObject<TargetRow>(row.target, targetColumns)),
        last: fromArray<DealRow>(row.last, dealRowColumns).sort(newestDealFirst).map(dealOf),
      }
    },

    async credited(workspaceId, subject, period, take) {
      const { sql, values } = query(
        kind,
        (put) => `SELECT ${dealColumns('d')}, n."credit" FROM (${newest(put, workspaceId, subject, period, take)}) AS n
          JOIN "Deal" d ON d."workspaceId" = ${put(workspaceId)} AND d."number" = n."number" ${newestFirst('d')}`,
      )
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
