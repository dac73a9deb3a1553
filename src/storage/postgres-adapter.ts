// Prisma's PostgreSQL adapter with what it lacks: an end to a connection that is silent. A network that lets packets fall, or a server
// that hangs, says nothing for many minutes; whoever waits for it has to stop waiting, and must not be given that connection again.
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { isSilence } from './database-errors.ts'

export interface Patience {
  /** How long (ms) a connection may take to be made, and a statement to be answered; undefined: however long a statement takes. */
  readonly connecting: number
  readonly statement: number | undefined
  /** How long (ms) a statement waits for a lock: less than it may take, so that it is the server that gives up. */
  readonly lock: number
}

/** Connections of one program, no more than `max` at once. */
export function postgresAdapter(url: string, max: number, patience: Patience): PrismaPg {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'dealbell',
    max,
    keepAlive: true,
    connectionTimeoutMillis: patience.connecting,
    ...(patience.statement !== undefined && { query_timeout: patience.statement }),
    // a copy that hangs with a workspace locked must not stop the others for longer than this
    idle_in_transaction_session_timeout: 15_000,
    lock_timeout: patience.lock,
    // Compiling a statement takes longer than any of ours runs: a team's figures are many small looks, which the planner thinks dear.
    options: '-c jit=off',
  })
  endTogether(pool)
  return new EndingPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql), disposeExternalPool: true })
}

/**
 * Statements that open with a name in a comment, those of the hot path, are prepared once a connection under that name; Prisma's own
 * are not, as there is no end of them.
 */
const statementName = (sql: string): string => /^\/\* ([a-z -]+) \*\//.exec(sql)?.[1] ?? ''

/** When one connection is silent the idle ones probably are too: they go with it, so that whoever tries again gets a new one. */
function endTogether(pool: pg.Pool): void {
  const idle = new Set<pg.PoolClient>()
  pool.on('acquire', (client) => idle.delete(client))
  pool.on('remove', (client) => idle.delete(client))
  pool.on('release', (error: unknown, client) => {
    if (!error) idle.add(client)
    // an event is how a pool hears that an idle connection is broken
    if (isSilence(error)) for (const each of [...idle]) each.emit('error', error)
  })
}

/** The adapter's types do not show a transaction's connection. */
function connectionOf(transaction: Transaction): pg.PoolClient {
  const { client } = transaction as { client?: pg.PoolClient } & Transaction
  if (typeof client?.release !== 'function') throw new Error('This version of the PostgreSQL adapter keeps its connection elsewhere')
  return client
}

class EndingPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    const begin: SqlDriverAdapter['startTransaction'] = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => {
      const transaction = await begin(level)
      const client = connectionOf(transaction)
      const release = client.release.bind(client)
      let silence: Error | undefined
      const noticing =
        <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          if (silence) throw silence // its ROLLBACK would wait as long again
          try {
            return await run(...args)
          } catch (error) {
            if (isSilence(error)) silence = error
            throw error
          }
        }
      transaction.queryRaw = noticing(transaction.queryRaw.bind(transaction))
      transaction.executeRaw = noticing(transaction.executeRaw.bind(transaction))
      client.release = (error) => release(silence ?? error)
      return transaction
    }
    return adapter
  }
}
