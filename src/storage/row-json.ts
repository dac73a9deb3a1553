// Rows that the database gives as JSON in one value. Prisma takes longer over thirty columns than the database over the whole query.
import type { DatabaseKind } from './database.ts'

/** `big` comes as text, as a JSON number is not exact beyond 2^53; `json` is JSON in its column. */
type Sort = 'plain' | 'big' | 'json'
export type RowColumns<Row> = { readonly [Column in keyof Row]: Row[Column] extends bigint | null ? 'big' : Exclude<Sort, 'big'> }

const entriesOf = (columns: object): readonly [string, Sort][] => Object.entries(columns)

/** SQL: a row of `table` as a JSON object. */
export function objectOf<Row>(kind: DatabaseKind, table: string, columns: RowColumns<Row>): string {
  const parts = entriesOf(columns).map(([name, sort]) => {
    const column = `${table}."${name}"`
    const value = sort === 'big' ? `CAST(${column} AS TEXT)` : sort === 'json' && kind === 'sqlite' ? `json(${column})` : column
    return `'${name}', ${value}`
  })
  return `${kind === 'sqlite' ? 'json_object' : 'jsonb_build_object'}(${parts.join(', ')})`
}

/** SQL: the values of all rows as a JSON array, in no order. */
export const arrayOf = (kind: DatabaseKind, value: string): string => `${kind === 'sqlite' ? 'json_group_array' : 'jsonb_agg'}(${value})`

function revived<Row>(object: Record<string, unknown>, columns: RowColumns<Row>): Row {
  for (const [name, sort] of entriesOf(columns)) if (sort === 'big' && object[name] !== null) object[name] = BigInt(String(object[name]))
  return object as Row // what `objectOf` made of these columns
}

export const fromObject = <Row>(json: string, columns: RowColumns<Row>): Row => revived(JSON.parse(json), columns)

/** No rows at all are no array on PostgreSQL. */
export const fromArray = <Row>(json: string | null, columns: RowColumns<Row>): Row[] =>
  (JSON.parse(json ?? '[]') as Record<string, unknown>[]).map((object) => revived(object, columns)) // what `arrayOf` made
