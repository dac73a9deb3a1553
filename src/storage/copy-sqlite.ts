// A copy of an SQLite database as it is at one moment, also while another process writes to it.
import BetterSqlite3 from 'better-sqlite3'

/** Copies what is committed in the one file to the other. https://sqlite.org/backup.html */
export async function copySqlite(from: string, to: string): Promise<void> {
  const source = new BetterSqlite3(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
}
