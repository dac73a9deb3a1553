// Day totals as rows: each member's, and the company's, which are the sums over all members.
import type { DayTotal } from '../deals/day-totals.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'

export interface TotalRow {
  readonly workspaceId: WorkspaceId
  readonly memberId: number
  readonly metric: Metric
  readonly day: LocalDate
  readonly teamId: number
  readonly value: bigint
}

export type CompanyTotalRow = Pick<TotalRow, 'workspaceId' | 'metric' | 'day' | 'value'>

/** Adds up rows of the same key. The order is that of each key's first row. */
export function summed<Row extends { readonly value: bigint }>(rows: Iterable<Row>, keyOf: (row: Row) => string): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, value: sum.value + row.value } : row)
  }
  return [...sums.values()]
}

type Loosely<Row> = { readonly [Column in keyof Row]: Row[Column] extends number ? number : string }

export const totalKey = (row: Loosely<Omit<TotalRow, 'value'>>): string =>
  `${row.workspaceId} ${row.memberId} ${row.metric} ${row.day} ${row.teamId}`

export const companyKey = (row: Loosely<Omit<CompanyTotalRow, 'value'>>): string => `${row.workspaceId} ${row.metric} ${row.day}`

export const totalRow = (workspaceId: WorkspaceId, { member, team, metric, day, value }: DayTotal): TotalRow => {
  return { workspaceId, memberId: member, metric, day, teamId: team ?? 0, value }
}

/** The company's rows that belong to members' rows. */
export const companyRows = (rows: readonly TotalRow[]): CompanyTotalRow[] =>
  summed(
    rows.map(({ workspaceId, metric, day, value }) => ({ workspaceId, metric, day, value })),
    companyKey,
  )

/** With the value as text, as the ledger's statements take it. */
export const asJson = <Row extends { readonly value: bigint }>(rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, value: String(row.value) }))
