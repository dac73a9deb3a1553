// Prisma's SQLite adapter with what it lacks: turns, an end to every transaction, and statements that are prepared once.
// It has one connection. While an interactive transaction awaits something, a statement from elsewhere would run inside of it: it
// would read what is not committed, and be lost with its rollback. Here such statements wait for the transaction's end.
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils'
import type BetterSqlite3 from 'better-sqlite3'
import { keepStatements } from './kept-statements.ts'

/**
 * WAL and FULL: a commit that returned survives a power cut. The cache (KiB, negative) holds the upper levels of the indexes of a
 * few million deals. A statement waits so long (ms) for another program that writes to the file, and with it the whole process. The log is put into the file every 8000
 * pages (32 MB): whoever commits then waits for it.
 */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 1000',
  'cache_size = -16000',
  'wal_autocheckpoint = 8000',
]

/** Gives turns in the order in which they are asked for; each is over when it is released. */
function turns(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    const before = last
    let release = () => {}
    last = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}

/** The adapter's types do not show its connection. */
function connectionOf(adapter: SqlDriverAdapter): BetterSqlite3.Database {
  const { client } = adapter as { client?: BetterSqlite3.Database } & SqlDriverAdapter
  if (typeof client?.prepare !== 'function') throw new Error('This version of the SQLite adapter keeps its connection elsewhere')
  return client
}

/** What stands between statements that are sent as one. */
export const andThen = '\n;\n'

/**
 * Lets several statements be sent as one, each with one of the values: the way through Prisma and back takes as long as the
 * statement itself.
 */
const oneByOne = (run: (query: SqlQuery) => Promise<number>) => async (query: SqlQuery) => {
  const statements = query.sql.split(andThen)
  if (statements.length === 1) return run(query)
  let changed = 0
  for (const [index, sql] of statements.entries()) {
    const end = index + 1
    changed += await run({ sql, args: query.args.slice(index, end), argTypes: query.argTypes.slice(index, end) })
  }
  return changed
}

/**
 * Begins statements that are sent as one outside a transaction, and are to be one of their own: Prisma takes longer over an interactive
 * transaction than SQLite over all that is in it. The first has to change a row for each element of its value, a JSON array: else
 * somebody was faster, nothing is written, and 0 is returned.
 */
export const allOrNothing = '/* all or nothing */ '

const inOneTransaction =
  (run: (query: SqlQuery) => Promise<number>, script: (sql: string) => Promise<void>) =>
  async (query: SqlQuery): Promise<number> => {
    if (!query.sql.startsWith(allOrNothing)) return run(query)
    let changed = 0
    await script('BEGIN IMMEDIATE')
    try {
      for (const [index, sql] of query.sql.split(andThen).entries()) {
        const end = index + 1
        const here = await run({ sql, args: query.args.slice(index, end), argTypes: query.argTypes.slice(index, end) })
        if (index === 0 && here < JSON.parse(String(query.args[0])).length) {
          await script('ROLLBACK')
          return 0
        }
        changed += here
      }
      await script('COMMIT')
      return changed
    } catch (error) {
      await script('ROLLBACK').catch(() => {}) // a COMMIT that failed may have ended it
      throw error
    }
  }

export class SerialSqlite extends PrismaBetterSqlite3 {
  override async connect(): Promise<SqlDriverAdapter> {
    const adapter = await super.connect()
    keepStatements(connectionOf(adapter))
    for (const pragma of pragmas) await adapter.executeScript(`PRAGMA ${pragma}`)
    const turn = turns()
    const alone =
      <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        const release = await turn()
        try {
          return await run(...args)
        } finally {
          release()
        }
      }
    const begin = adapter.startTransaction.bind(adapter)
    /** A COMMIT that fails (a full disk) can leave the transaction open, and then every later BEGIN would fail. */
    const rollBackWhatIsOpen = () => adapter.executeScript('ROLLBACK').catch(() => {}) // nothing is open: as it should be
    adapter.queryRaw = alone(adapter.queryRaw.bind(adapter))
    adapter.executeRaw = alone(inOneTransaction(adapter.executeRaw.bind(adapter), (sql) => adapter.executeScript(sql)))
    adapter.startTransaction = async (level) => {
      const release = await turn()
      try {
        const transaction = await begin(level)
        transaction.executeRaw = oneByOne(transaction.executeRaw.bind(transaction))
        const commit = transaction.commit.bind(transaction)
        const rollback = transaction.rollback.bind(transaction)
        transaction.commit = () => commit().finally(release)
        transaction.rollback = () => rollback().then(rollBackWhatIsOpen).finally(release)
        return transaction
      } catch (error) {
        release()
        throw error
      }
    }
    return adapter
  }
}
