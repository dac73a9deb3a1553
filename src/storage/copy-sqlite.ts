// A copy of an SQLite database as it is at one moment, also while another process writes to it.
import BetterSqlite3 from 'better-sqlite3'

/** More than any database has: the most that SQLite counts. */
const allPages = 2 ** 31 - 1

/**
 * Copies what is committed in the one file to the other. In one step: between two of them another process may write, and then it would begin
 * again, beside a busy bot forever. Whoever writes is not held up. https://sqlite.org/backup.html
 */
export async function copySqlite(from: string, to: string): Promise<void> {
  const source = new BetterSqlite3(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to, { progress: () => allPages })
  } finally {
    source.close()
  }
}
