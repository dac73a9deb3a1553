// Opens the database of a URL: migrates it, then connects Prisma to it.
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { Client, Database, Transaction, Unavailability } from './database.ts'
import { DatabaseUnavailable } from './database.ts'
import { MigrationEdited, migratePostgres, migrateSqlite, migrationsOf } from './migrate.ts'
import { takeAlone } from './one-process.ts'
import { type Place, placeOf } from './place.ts'
import { SerialSqlite } from './sqlite-adapter.ts'

/**
 * Opens `file:…` (creating folder and file) or `postgresql://…`. Rejects with `DatabaseUnavailable` when it cannot be used, also when
 * another process has the SQLite file. Several processes may open one PostgreSQL database at once.
 */
export async function openDatabase(url: string): Promise<Database> {
  const place = placeOf(url)
  try {
    return place.kind === 'sqlite' ? await openSqlite(place) : await openPostgres(place)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    const reason = reasonOf(error)
    throw reason ? new DatabaseUnavailable(reason, place.shown, error) : error
  }
}

async function openSqlite({ target, shown }: Place): Promise<Database> {
  makeFolder(path.dirname(target))
  const release = takeAlone(target)
  if (!release) throw new DatabaseUnavailable('in use', shown, undefined)
  try {
    migrateSqlite(target)
    const { PrismaClient } = await import('../generated/sqlite/client.ts')
    const adapter = new SerialSqlite({ url: `file:${target}` })
    const client = new PrismaClient({ adapter, transactionOptions })
    await client.$connect()
    return database('sqlite', client, adapter, release)
  } catch (error) {
    release()
    throw error
  }
}

/** One level after the other: Node's own recursive way never ends where a folder cannot be made in one that is there (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  mkdirSync(folder)
}

async function openPostgres({ target }: Place): Promise<Database> {
  await migratePostgres(target)
  const { PrismaClient } = await import('../generated/postgresql/client.ts')
  const pool = {
    connectionString: target,
    application_name: 'dealbell',
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    // a copy that hangs with a workspace locked must not stop the others for longer than this
    idle_in_transaction_session_timeout: 15_000,
    lock_timeout: 10_000,
  }
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) })
  // the same models, so the same methods; SQLite's types are the narrower ones
  const client = new PrismaClient({ adapter, transactionOptions }) as unknown as Client
  await client.$connect()
  return database('postgresql', client, adapter)
}

/** How long (ms) a transaction waits for a connection or its turn, and how long it may take. */
const transactionOptions = { maxWait: 10_000, timeout: 15_000 }

/**
 * Statements that open with a name in a comment, those of the hot path, are prepared once a connection under that name; Prisma's own
 * are not, as there is no end of them.
 */
const statementName = (sql: string): string => /^\/\* ([a-z -]+) \*\//.exec(sql)?.[1] ?? ''

function database(kind: Database['kind'], client: Client, adapter: SqlDriverAdapterFactory, afterwards = () => {}): Database {
  const migrations = migrationsOf(kind).length
  return {
    kind,
    client,
    transaction: <T>(work: (transaction: Transaction) => Promise<T>, seconds?: number) =>
      client.$transaction(work, seconds === undefined ? {} : { timeout: seconds * 1000 }),
    async healthy() {
      try {
        const sql = `SELECT CAST(COUNT(*) AS INTEGER) AS n FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`
        const [row] = await client.$queryRawUnsafe<{ n: number | bigint }[]>(sql)
        return row !== undefined && Number(row.n) >= migrations
      } catch {
        return false // whatever it is, it is not ready
      }
    },
    async close() {
      // whoever comes too late must not open it again, which Prisma would do for them: the SQLite file may be another process's by then
      adapter.connect = () => Promise.reject(new Error('The database is closed'))
      await client.$disconnect()
      afterwards()
    },
  }
}

/** By the codes of node:net, PostgreSQL (its manual's appendix A) and SQLite. */
const reasons: readonly (readonly [RegExp, Unavailability])[] = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|57P03|53300)$/, 'unreachable'],
  [/^28/, 'refused'],
  [/^3D000$/, 'missing'],
  [/^42501$/, 'forbidden'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'in use'],
  [/^(ENOENT|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_FULL|SQLITE_IOERR|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOSPC|EISDIR)/, 'unwritable'],
  [/^(SQLITE_NOTADB|SQLITE_CORRUPT)/, 'damaged'],
]

function reasonOf(error: unknown): Unavailability | undefined {
  if (error instanceof MigrationEdited) return 'damaged'
  if (!(error instanceof Error)) return undefined
  if (error instanceof AggregateError) return reasonOf(error.errors[0]) // one for each address of a host
  if (!('code' in error)) return /timeout|terminated|SSL|SASL|password/i.test(error.message) ? spoken(error.message) : undefined
  const code = String(error.code)
  return reasons.find(([pattern]) => pattern.test(code))?.[1]
}

/** The PostgreSQL driver's own errors have words and no code. */
const spoken = (message: string): Unavailability => (/SASL|password/i.test(message) ? 'refused' : 'unreachable')
