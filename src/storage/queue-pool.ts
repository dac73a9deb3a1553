// Connections to PostgreSQL for the queue engine, beside Prisma's own: it listens and holds locks on them.
import pg from 'pg'

/** `size`: the engine's workers and what it keeps for itself. Ended by whoever opened it. */
export function queuePool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'dealbell queue', connectionTimeoutMillis: 5_000 })
  // A connection that breaks while nobody uses it would end the process; whoever uses one next hears of it.
  pool.on('error', () => undefined)
  return pool
}
