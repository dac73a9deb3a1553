// Prepared statements of a SQLite connection, kept for the next time: reading SQL costs SQLite as much as running it, and Prisma's
// adapter prepares each statement anew.
import type BetterSqlite3 from 'better-sqlite3'

/** So many are kept; then all are let go and those in use are soon back. The program has fewer, but for lists of varying length. */
const most = 500

/** Makes `prepare` of a connection return kept statements, as far as the adapter goes on with them. */
export function keepStatements(connection: BetterSqlite3.Database): void {
  const prepare = connection.prepare.bind(connection)
  const kept = new Map<string, BetterSqlite3.Statement>()
  const statementOf = (sql: string): BetterSqlite3.Statement => {
    let statement = kept.get(sql)
    if (!statement) {
      if (kept.size >= most) kept.clear()
      statement = prepare(sql)
      if (statement.reader) statement.raw()
      kept.set(sql, statement)
    }
    return statement
  }
  /** `bind` of a statement is for good; here its values come with each run. */
  const facade = (sql: string, values: readonly unknown[] = []) => {
    const statement = statementOf(sql)
    const bound = {
      reader: statement.reader,
      bind: (given: readonly unknown[]) => facade(sql, given),
      run: () => statement.run(values),
      columns: () => statement.columns(),
      raw: () => bound,
      all: () => statement.all(values),
    }
    return bound
  }
  Object.assign(connection, { prepare: (sql: string) => facade(sql) })
}
