// SQLite means one process: two writers would time out on each other. Whoever has the database holds a lock on a file beside it.
// The lock is the operating system's (taken through SQLite, as Node has no call for it), so it ends with the process, also with
// kill -9 or a power cut, and can never be left behind; the file itself stays and means nothing.
import BetterSqlite3 from 'better-sqlite3'

/** Takes the lock and returns how to let it go; undefined when another process (or another part of this one) has it. */
export function takeAlone(databaseFile: string): (() => void) | undefined {
  const side = new BetterSqlite3(`${databaseFile}.lock`, { timeout: 0 })
  try {
    side.exec('BEGIN EXCLUSIVE')
    return () => side.close()
  } catch (error) {
    side.close()
    if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
}
