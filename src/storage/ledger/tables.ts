// The tables that the ledger writes, column by column, and how rows that are sent as one JSON document are written to them.
// One statement writes any number of rows; both databases read JSON, each in its own words.
import type { DatabaseKind } from '../database.ts'

/** PostgreSQL's type of a column; SQLite asks only whether it is JSON. */
type Column = 'integer' | 'bigint' | 'text' | 'jsonb' | 'boolean'
type Table = Readonly<Record<string, Column>>

const deal = {
  workspaceId: 'integer',
  number: 'integer',
  state: 'text',
  stage: 'text',
  ownerId: 'integer',
  teamId: 'integer',
  customer: 'text',
  foldedCustomer: 'text',
  stageSince: 'text',
  path: 'text',
  openedOn: 'text',
  product: 'text',
  foldedProduct: 'text',
  originalMinor: 'bigint',
  originalCurrency: 'text',
  rate: 'text',
  lossReason: 'text',
  minor: 'bigint',
  currency: 'text',
  ownMinor: 'bigint',
  closedOn: 'text',
  note: 'text',
  tags: 'jsonb',
  splits: 'jsonb',
  revision: 'integer',
  head: 'integer',
  loggedAt: 'bigint',
  loggedById: 'integer',
  headById: 'integer',
  headSeq: 'integer',
  announced: 'boolean',
  touchedAt: 'bigint',
} satisfies Table

export const tables = {
  AnsweredRequest: { requestKey: 'text', answer: 'jsonb', at: 'bigint' },
  Deal: deal,
  DealEvent: {
    workspaceId: 'integer',
    number: 'integer',
    revision: 'integer',
    kind: 'text',
    byId: 'integer',
    platform: 'text',
    at: 'bigint',
    before: 'jsonb',
    after: 'jsonb',
    headBefore: 'integer',
    headAfter: 'integer',
    reverts: 'integer',
    seq: 'integer',
    approvedById: 'integer',
  },
  DealCredit: { workspaceId: 'integer', memberId: 'integer', closedOn: 'text', number: 'integer', minor: 'bigint' },
  DayTotal: { workspaceId: 'integer', memberId: 'integer', metric: 'text', day: 'text', teamId: 'integer', value: 'bigint' },
  CompanyDayTotal: { workspaceId: 'integer', metric: 'text', day: 'text', value: 'bigint' },
  OutboxEntry: {
    workspaceId: 'integer',
    key: 'text',
    to: 'text',
    kind: 'text',
    about: 'jsonb',
    action: 'text',
    of: 'text',
    writtenAt: 'bigint',
    notBefore: 'bigint',
  },
} as const satisfies Readonly<Record<string, Table>>

export type TableName = keyof typeof tables
export type Rows = { readonly [Name in TableName]: readonly { readonly [Column in keyof (typeof tables)[Name]]: unknown }[] }

const quoted = (name: string): string => `"${name}"`
export const tableNames = Object.keys(tables) as readonly TableName[] // the keys of that object are its type's
export const columnsOf = (table: TableName): readonly [string, Column][] => Object.entries(tables[table])

/** The table's columns with PostgreSQL's types. */
export const typedColumns = (table: TableName): string =>
  columnsOf(table)
    .map(([name, type]) => `${quoted(name)} ${type}`)
    .join(', ')

/**
 * The rows of a JSON array as a relation `rows` of the table's columns, in the order of the array. `document`: an SQL expression; for SQLite
 * it is the array itself, for PostgreSQL a jsonb object that has the array under the table's name.
 */
export function rowsFrom(kind: DatabaseKind, table: TableName, document: string): string {
  if (kind === 'sqlite') {
    const columns = columnsOf(table).map(([name, type]) => `value ${type === 'jsonb' ? '->' : '->>'} '${name}' AS ${quoted(name)}`)
    return `(SELECT ${columns.join(', ')} FROM json_each(${document}) ORDER BY json_each.key) AS rows`
  }
  return `jsonb_to_recordset(${document} -> '${table}') AS rows(${typedColumns(table)})`
}

/** Inserts the rows of a relation; `ending` is what stands after it, as WHERE and ON CONFLICT. */
export function insert(table: TableName, rows: string, ending = ''): string {
  const names = columnsOf(table).map(([name]) => quoted(name))
  const values = columnsOf(table).map(([name]) => `rows.${quoted(name)}`)
  return `INSERT INTO ${quoted(table)} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${rows} ${ending}`
}

/** Assignments of the columns of `rows` to those of the table of the same name, but for those that are `left` out. */
export const assignments = (table: TableName, left: readonly string[]): string =>
  columnsOf(table)
    .filter(([name]) => !left.includes(name))
    .map(([name]) => `${quoted(name)} = rows.${quoted(name)}`)
    .join(', ')
