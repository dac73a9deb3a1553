// Opens the database of a URL: migrates it, then connects Prisma to it.
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { copySqlite } from './copy-sqlite.ts'
import type { Client, Database, Transaction, Unavailability } from './database.ts'
import { DatabaseUnavailable } from './database.ts'
import { MigrationEdited, migratePostgres, migrateSqlite, migrationsOf } from './migrate.ts'
import { takeAlone } from './one-process.ts'
import { type Place, placeOf } from './place.ts'
import { postgresAdapter } from './postgres-adapter.ts'
import { SerialSqlite } from './sqlite-adapter.ts'

/** How long (ms) PostgreSQL may be silent before a connection counts as broken: all that a request does is done in a few milliseconds. */
const longestSilence = 5_000

/**
 * Opens `file:…` (creating folder and file) or `postgresql://…`. Rejects with `DatabaseUnavailable` when it cannot be used, also when
 * another process has the SQLite file. Several processes may open one PostgreSQL database at once. `silence`: `longestSilence`, for tests.
 */
export async function openDatabase(url: string, silence = longestSilence): Promise<Database> {
  const place = placeOf(url)
  try {
    return place.kind === 'sqlite' ? await openSqlite(place) : await openPostgres(place, silence)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    const reason = reasonOf(error)
    throw reason ? new DatabaseUnavailable(reason, place.shown, error) : error
  }
}

async function openSqlite({ target, shown }: Place): Promise<Database> {
  makeFolder(path.dirname(target))
  const release = takeAlone(realPath(target))
  if (!release) throw new DatabaseUnavailable('in use', shown, undefined)
  try {
    migrateSqlite(target)
    const { PrismaClient } = await import('../generated/sqlite/client.ts')
    const adapter = new SerialSqlite({ url: `file:${target}` })
    const client = new PrismaClient({ adapter, transactionOptions })
    await client.$connect()
    return database('sqlite', client, [adapter], release)
  } catch (error) {
    release()
    throw error
  }
}

/** Whoever comes by another way (a symbolic link) comes to the same lock. */
const realPath = (file: string): string =>
  existsSync(file) ? realpathSync(file) : path.join(realpathSync(path.dirname(file)), path.basename(file))

/** One level after the other: Node's own recursive way never ends where a folder cannot be made in one that is there (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent)
  mkdirSync(folder)
}

/**
 * Opens a database that is there already only to read it, also beside programs that work with it: SQLite as a copy, which is gone once it
 * is closed, PostgreSQL without the right to write. Rejects as `openDatabase` does, and with `not prepared` where no program of this version
 * has migrated it.
 */
export async function openToRead(url: string): Promise<Database> {
  const place = placeOf(url)
  try {
    if (place.kind === 'sqlite') return await openCopy(place)
    const found = await connectPostgres(withoutWriting(place.target), longestSilence)
    if (await found.healthy()) return found
    await found.close()
    throw new DatabaseUnavailable('not prepared', place.shown, undefined)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    const reason = reasonOf(error)
    throw reason ? new DatabaseUnavailable(reason, place.shown, error) : error
  }
}

async function openCopy({ target, shown }: Place): Promise<Database> {
  if (!existsSync(target)) throw new DatabaseUnavailable('not prepared', shown, undefined)
  const folder = mkdtempSync(path.join(tmpdir(), 'dealbell-copy-'))
  const remove = () => {
    process.removeListener('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', remove) // it has other people's sales in it: it goes also where nobody comes to close it
  try {
    const copy = path.join(folder, 'copy.db')
    await copySqlite(target, copy)
    const opened = await openSqlite({ kind: 'sqlite', target: copy, shown })
    return { ...opened, close: () => opened.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

/** The server refuses whatever would change something: https://www.postgresql.org/docs/current/runtime-config-client.html */
function withoutWriting(target: string): string {
  const url = new URL(target)
  const given = url.searchParams.get('options') ?? '-c jit=off'
  url.searchParams.set('options', `${given} -c default_transaction_read_only=on`)
  return url.href
}

async function openPostgres({ target }: Place, silence: number): Promise<Database> {
  await migratePostgres(target)
  return connectPostgres(target, silence)
}

async function connectPostgres(target: string, silence: number): Promise<Database> {
  const { PrismaClient } = await import('../generated/postgresql/client.ts')
  // the same models, so the same methods; SQLite's types are the narrower ones
  const clientOf = (adapter: SqlDriverAdapterFactory) => new PrismaClient({ adapter, transactionOptions }) as unknown as Client
  const adapter = postgresAdapter(target, 10, { connecting: silence, statement: silence, lock: silence * 0.8 })
  const client = clientOf(adapter)
  await client.$connect()
  // what may take long (all totals of a workspace) has connections of its own, made when it is first done
  const patient = postgresAdapter(target, 2, { connecting: silence, statement: undefined, lock: 10_000 })
  return database('postgresql', client, [adapter, patient], () => {}, clientOf(patient))
}

/** How long (ms) a transaction waits for a connection or its turn, and how long it may take. */
const transactionOptions = { maxWait: 10_000, timeout: 15_000 }

/** `patient`: for transactions that are given more time. */
function database(
  kind: Database['kind'],
  client: Client,
  adapters: readonly SqlDriverAdapterFactory[],
  afterwards = () => {},
  patient = client,
): Database {
  const migrations = migrationsOf(kind).length
  return {
    kind,
    client,
    transaction: <T>(work: (transaction: Transaction) => Promise<T>, seconds?: number) =>
      seconds === undefined ? client.$transaction(work) : patient.$transaction(work, { timeout: seconds * 1000 }),
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
      for (const adapter of adapters) adapter.connect = () => Promise.reject(new Error('The database is closed'))
      await client.$disconnect()
      if (patient !== client) await patient.$disconnect()
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
