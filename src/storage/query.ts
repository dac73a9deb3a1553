// SQL with its values in place, whatever the database calls a parameter.
import type { DatabaseKind } from './database.ts'

/** Notes a value and returns what stands for it in the SQL. Called in the order in which it appears there. */
export type Put = (value: string | number) => string

export function query(
  kind: DatabaseKind,
  write: (put: Put) => string,
): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const values: (string | number)[] = []
  const put: Put = (value) => {
    values.push(value)
    return kind === 'sqlite' ? '?' : `$${values.length}`
  }
  return { sql: write(put), values }
}
