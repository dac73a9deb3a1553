// Driver adapters bent to what the schema engine asks of them, which is more than what Prisma's client asks.
import { randomUUID } from 'node:crypto'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import type { Provider } from './models.ts'

/** better-sqlite3 prepares one statement at a time; the engine sends whole scripts through `executeRaw`. */
function acceptingScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const executeRaw = adapter.executeRaw.bind(adapter)
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query)
    await adapter.executeScript(query.sql)
    return 0
  }
  return adapter
}

class SqliteForEngine extends PrismaBetterSqlite3 {
  override async connect(): Promise<SqlDriverAdapter> {
    return acceptingScripts(await super.connect())
  }
  override async connectToShadowDb(): Promise<SqlDriverAdapter> {
    return acceptingScripts(await super.connectToShadowDb())
  }
}

/** PostgreSQL's type numbers: of the one-byte "char" of its catalogue, which the adapter cannot read, and of text. */
const oneByteChar = 18
const text = 25

/** Says "text" of what is "char", in each result of a pool. */
function readingTheCatalogue(pool: pg.Pool): pg.Pool {
  // the one of pg's overloads that the adapter calls
  const query = pool.query.bind(pool) as (config: unknown) => Promise<pg.QueryResult>
  return Object.assign(pool, {
    async query(config: unknown) {
      const result = await query(config)
      for (const field of result.fields ?? []) if (field.dataTypeID === oneByteChar) field.dataTypeID = text
      return result
    },
  })
}

class PostgresForEngine implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  readonly #url: URL
  constructor(url: string) {
    this.#url = new URL(url)
  }
  async #open(url: URL, afterwards: () => Promise<void>): Promise<SqlDriverAdapter> {
    const pool = readingTheCatalogue(new pg.Pool({ connectionString: url.href, max: 1 }))
    const adapter = await new PrismaPg(pool).connect()
    // the adapter's own splits at every semicolon, also inside a function's body
    adapter.executeScript = async (sql) => {
      await pool.query(sql)
    }
    adapter.dispose = async () => {
      await pool.end()
      await afterwards()
    }
    return adapter
  }
  connect(): Promise<SqlDriverAdapter> {
    return this.#open(this.#url, async () => {})
  }
  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `shadow_${randomUUID().replaceAll('-', '')}`
    const asAdmin = async (sql: string) => {
      const client = new pg.Client(this.#url.href)
      await client.connect()
      await client.query(sql).finally(() => client.end())
    }
    await asAdmin(`CREATE DATABASE "${name}"`)
    const url = new URL(this.#url)
    url.pathname = `/${name}`
    return this.#open(url, () => asAdmin(`DROP DATABASE "${name}"`))
  }
}

/** For SQLite a database in memory; for PostgreSQL, databases made and dropped beside the one at `postgresUrl`. */
export const adapterFor = (provider: Provider, postgresUrl: string): SqlMigrationAwareDriverAdapterFactory =>
  provider === 'sqlite' ? new SqliteForEngine({ url: ':memory:' }) : new PostgresForEngine(postgresUrl)
