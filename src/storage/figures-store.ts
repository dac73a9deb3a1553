// What progress reads, in the database. `figures` is asked for with every `/progress`, and is one statement for all
// who ask at the same time.

import type { Subject } from '../conversation/people.ts'
import { Stale } from '../conversation/people.ts'
import type { Figures, FiguresStore } from '../progress/figures-store.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Database, DatabaseKind } from './database.ts'
import { type DealRow, dealColumns, dealOf, dealRowColumns } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { type Ended, inTurns } from './ledger/turn.ts'
import { query } from './query.ts'
import { arrayOf, fromArray, fromObject, objectOf } from './row-json.ts'
import { subjectKey, type TargetRow, targetColumns, targetOf } from './target-rows.ts'

const newestFirst = (table: string) => `ORDER BY ${table}."closedOn" DESC, ${table}."number" DESC`

/** What a subject's deals are looked up by: a value put in its place, or the column of a row that asks. Called where it stands in the SQL. */
type Look = (what: 'workspaceId' | 'memberId' | 'from' | 'to') => string

/** The subject's newest won deals of a period: their numbers, and the credit that the subject has of each. Never reads more than `take`. */
function newest(of: Subject['kind'], look: Look, take: number): string {
  const limit = `LIMIT ${Math.trunc(take)}` // PostgreSQL takes no column there
  const from = (table: string, credit: string) => `SELECT d."number", d."closedOn", d."${credit}" AS "credit" FROM "${table}" d
    WHERE d."workspaceId" = ${look('workspaceId')} AND d."closedOn" BETWEEN ${look('from')} AND ${look('to')}`
  const won = (credit: string) => `${from('Deal', credit)} AND d."state" = 'won'`
  if (of === 'company') return `${won('minor')} ${newestFirst('d')} ${limit}`
  const own = `${won('ownMinor')} AND d."ownerId" = ${look('memberId')} ${newestFirst('d')} ${limit}`
  const shared = `${from('DealCredit', 'minor')} AND d."memberId" = ${look('memberId')} ${newestFirst('d')} ${limit}`
  return `SELECT * FROM (SELECT * FROM (${own}) AS own UNION ALL SELECT * FROM (${shared}) AS shared) AS credited
    ${newestFirst('credited')} ${limit}`
}

/**
 * The figures of any number of subjects of one kind, a row for each; the parameter is a JSON array of them. Those who ask while a look
 * is under way are looked up together in the next: what costs is the round trip through Prisma, not the rows.
 */
const statements = new Map<string, string>()
/** What `/progress` asks for; this statement alone has a name and is prepared under it. */
const usual = 3
function statementOf(kind: DatabaseKind, of: Subject['kind'], take: number): string {
  const key = `${kind} ${of} ${take}`
  let sql = statements.get(key)
  if (sql === undefined) {
    const column = (what: string) => `asked."${what}"`
    const totals = of === 'member' ? '"DayTotal"' : '"CompanyDayTotal"'
    sql = `${take === usual ? `/* figures of ${of} */` : ''}
SELECT asked."slot", (SELECT w."version" FROM "Workspace" w WHERE w."id" = asked."workspaceId") AS "version", (
    SELECT ${sumText(kind, 't."value"')} FROM ${totals} t WHERE t."workspaceId" = asked."workspaceId"
    ${of === 'member' ? 'AND t."memberId" = asked."memberId"' : ''} AND t."metric" = asked."metric" AND t."day" BETWEEN asked."from" AND asked."to"
  ) AS "actual", (
    SELECT CAST(${objectOf(kind, 't', targetColumns)} AS TEXT) FROM "Target" t
    WHERE t."workspaceId" = asked."workspaceId" AND t."subject" = asked."subject" AND t."metric" = asked."metric"
      AND t."periodKind" = asked."kind" AND t."periodFrom" = asked."from"
  ) AS "target", (
    SELECT CAST(${arrayOf(kind, objectOf(kind, 'd', dealRowColumns))} AS TEXT) FROM (${newest(of, column, take)}) AS n
    JOIN "Deal" d ON d."workspaceId" = asked."workspaceId" AND d."number" = n."number"
  ) AS "last"
FROM ${askedRows[kind]} AS asked`
    statements.set(key, sql)
  }
  return sql
}

const askedColumns = {
  slot: 'integer',
  workspaceId: 'integer',
  memberId: 'integer',
  subject: 'text',
  metric: 'text',
  kind: 'text',
  from: 'text',
  to: 'text',
}
const askedRows: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `(SELECT ${Object.keys(askedColumns)
    .map((name) => `value ->> '${name}' AS "${name}"`)
    .join(', ')} FROM json_each(?))`,
  postgresql: `(SELECT * FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS rows(${Object.entries(askedColumns)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ')}))`,
}

interface Asked {
  readonly workspace: WorkspaceId
  readonly version: number
  readonly subject: Subject
  readonly metric: Metric
  readonly period: Period
  readonly take: number
}

interface FiguresRow {
  readonly slot: number
  readonly version: number
  readonly actual: string | null
  readonly target: string | null
  readonly last: string | null
}

const newestDealFirst = (a: DealRow, b: DealRow) => (a.closedOn === b.closedOn ? b.number - a.number : a.closedOn < b.closedOn ? 1 : -1)

export function figuresStore({ kind, client }: Database): FiguresStore {
  async function look(asked: readonly Asked[]): Promise<readonly Ended<Figures>[]> {
    const [first] = asked
    if (!first) return []
    const rows = asked.map(({ workspace, subject, metric, period }, slot) => ({
      slot,
      workspaceId: workspace,
      memberId: subject.kind === 'member' ? subject.member : null,
      subject: subjectKey(subject),
      metric,
      kind: period.kind,
      from: period.from,
      to: period.to,
    }))
    const found = await client.$queryRawUnsafe<FiguresRow[]>(statementOf(kind, first.subject.kind, first.take), JSON.stringify(rows))
    const bySlot = new Map(found.map((row) => [Number(row.slot), row]))
    return asked.map((one, slot) => {
      const row = bySlot.get(slot)
      return row?.version === one.version ? { answer: figuresIn(row, one) } : { error: new Stale() }
    })
  }
  /** Those that ask the same kind of question are looked up together. */
  const together = new Map<string, (asked: Asked) => Promise<Figures>>()

  return {
    figures(workspace, version, subject, metric, period, take) {
      const question = `${subject.kind} ${take}`
      let ask = together.get(question)
      if (!ask) {
        ask = inTurns(look, () => false)
        together.set(question, ask)
      }
      return ask({ workspace, version, subject, metric, period, take })
    },

    async credited(workspaceId, subject, period, take) {
      const values = { workspaceId, memberId: subject.kind === 'member' ? subject.member : 0, from: period.from, to: period.to }
      const { sql, values: given } = query(
        kind,
        (put) => `SELECT ${dealColumns('d')}, n."credit" FROM (${newest(subject.kind, (what) => put(values[what]), take)}) AS n
          JOIN "Deal" d ON d."workspaceId" = ${put(workspaceId)} AND d."number" = n."number" ${newestFirst('d')}`,
      )
      const within = { workspaceId, closedOn: { gte: period.from, lte: period.to } }
      const owner = subject.kind === 'member' ? { ownerId: subject.member } : {}
      const [rows, own, shared] = await Promise.all([
        client.$queryRawUnsafe<(DealRow & { readonly credit: bigint })[]>(sql, ...given),
        client.deal.count({ where: { ...within, state: 'won', ...owner } }),
        subject.kind === 'member' ? client.dealCredit.count({ where: { ...within, memberId: subject.member } }) : 0,
      ])
      return { deals: rows.map((row) => ({ deal: dealOf(row), credit: row.credit })), count: own + shared }
    },
  }
}

const figuresIn = (row: FiguresRow, { subject, metric }: Asked): Figures => ({
  actual: sumOf(row.actual),
  target: row.target === null ? undefined : targetOf(subject, metric, fromObject<TargetRow>(row.target, targetColumns)),
  last: fromArray<DealRow>(row.last, dealRowColumns).sort(newestDealFirst).map(dealOf),
})
