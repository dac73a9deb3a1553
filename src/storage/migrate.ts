// Brings a database to the models: applies the migrations it lacks, in the way and the bookkeeping of `prisma migrate deploy`, so
// that either can go on where the other stopped, but without the binary that Prisma's command line would download.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import pg from 'pg'
import { systemClock } from '../vocabulary/clock.ts'
import type { DatabaseKind } from './database.ts'

/** The advisory lock that Prisma's command line takes, so that it and this wait for each other. */
const prismasLock = 72_707_369

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

interface Applied {
  readonly migration_name: string
  readonly checksum: string
}

const bookkeeping = (
  id: string,
  checksum: string,
  name: string,
  time: string,
  now: string,
) => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" ${id} PRIMARY KEY NOT NULL, "checksum" ${checksum} NOT NULL, "finished_at" ${time}, "migration_name" ${name} NOT NULL, "logs" TEXT,
  "rolled_back_at" ${time}, "started_at" ${time} NOT NULL DEFAULT ${now}, "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`

const applied = 'SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL'

const record =
  'INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count") VALUES'

/** The same from src/storage and from dist/storage. */
const folder = new URL('../../prisma/migrations/', import.meta.url)

/** The migrations there are, oldest first. */
export function migrationsOf(kind: DatabaseKind): readonly Migration[] {
  const own = new URL(`${kind}/`, folder)
  return readdirSync(own, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(new URL(`${name}/migration.sql`, own), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A migration is not what it was when it was applied: nobody can know what the database looks like. */
export class MigrationEdited extends Error {}

function pending(all: readonly Migration[], done: readonly Applied[]): readonly Migration[] {
  const checksums = new Map(done.map((row) => [row.migration_name, row.checksum]))
  const edited = all.find(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum)
  if (edited) throw new MigrationEdited(`Migration ${edited.name} was edited after it had been applied`)
  return all.filter(({ name }) => !checksums.has(name))
}

/** Applies to a PostgreSQL database what is missing. Any number of processes may do so at once: one does, the others wait for it. */
export async function migratePostgres(url: string, all = migrationsOf('postgresql')): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismasLock]) // let go when the session ends, however it ends
    await client.query(bookkeeping('VARCHAR(36)', 'VARCHAR(64)', 'VARCHAR(255)', 'TIMESTAMPTZ', 'now()'))
    const { rows } = await client.query<Applied>(applied)
    for (const { name, sql, checksum } of pending(all, rows)) {
      await client.query('BEGIN')
      await client.query(sql)
      await client.query(`${record} ($1, $2, $3, now(), clock_timestamp(), 1)`, [randomUUID(), checksum, name])
      await client.query('COMMIT')
    }
  } finally {
    await client.end() // what was begun and not committed is rolled back
  }
}

/** Applies to a SQLite database what is missing, all of it or none. Creates the file. */
export function migrateSqlite(file: string, all = migrationsOf('sqlite')): void {
  const database = new BetterSqlite3(file, { timeout: 30_000 })
  try {
    database.pragma('journal_mode = WAL')
    // SQLite changes a table by copying and dropping it, and the drop would delete what refers to it; within a transaction
    // this pragma does nothing, so it comes before
    database.pragma('foreign_keys = OFF')
    const apply = database.transaction(() => {
      database.exec(bookkeeping('TEXT', 'TEXT', 'TEXT', 'DATETIME', 'current_timestamp'))
      const write = database.prepare(`${record} (?, ?, ?, ?, ?, 1)`)
      for (const { name, sql, checksum } of pending(all, database.prepare<[], Applied>(applied).all())) {
        const startedAt = systemClock.now() // the bookkeeping's own time, which nothing is decided by
        database.exec(sql)
        write.run(randomUUID(), checksum, name, startedAt, systemClock.now())
      }
      const dangling = database.prepare('PRAGMA foreign_key_check').all()
      if (dangling.length > 0) throw new Error(`A migration left ${dangling.length} rows that refer to nothing`)
    })
    apply.immediate()
  } finally {
    database.close()
  }
}
