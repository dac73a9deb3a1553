// One running copy's own PostgreSQL session. What the copy holds are advisory locks of this session, so that they end with it,
// however the copy ends: kill -9, a lost machine, a cut cable.
import type { RunnerOptions } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Destination } from '../conversation/platform.ts'
import { deliverTask } from './outbox-store.ts'

/** A pool of direct connections: behind a pooler in transaction mode, neither session locks nor LISTEN work. */
export type Pool = NonNullable<RunnerOptions['pgPool']>

export interface CopySession {
  /** True while the connection is up as far as we know. */
  alive(): boolean
  /** Resolves when it is not any more. */
  readonly ended: Promise<void>
  /** From now on this copy is known to be alive under the worker id that it locks jobs with. */
  beKnownAs(workerId: string): Promise<void>
  /** The right to serve a destination; false if another copy has it. Not re-entrant: ask once, give back once. */
  take(to: Destination): Promise<boolean>
  giveBack(to: Destination): Promise<void>
  /** Frees the jobs of workers that no copy holds any more; returns their ids. */
  freeTheDead(ownWorkerId: string): Promise<readonly string[]>
  close(): void
}

/** Advisory locks are numbers: these spread a name over 64 bits, apart from whatever else locks in this database. */
const copySeed = 0x6465616c
const destinationSeed = 0x62656c6c
/** A query on this connection that takes longer (ms) means that it is lost. */
const patience = 10_000
const heartbeat = 5_000

/** Opens it. Rejects if the database cannot be reached. */
export async function openCopySession(pool: Pool, log: Logger): Promise<CopySession> {
  const client = await pool.connect()
  let up = true
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const over = (why: string) => {
    if (!up) return
    up = false
    clearInterval(beat)
    log.debug({ why }, 'The delivery session has ended')
    client.release(true)
    end()
  }
  client.on('error', () => over('connection error'))
  client.on('end', () => over('connection closed'))

  /** One after the other: a connection has room for one. */
  let tail: Promise<unknown> = Promise.resolve()
  function query(text: string, values: unknown[] = []): Promise<readonly unknown[]> {
    const answer = tail.then(() => ask(text, values))
    tail = answer.catch(() => {})
    return answer
  }

  async function ask(text: string, values: unknown[]): Promise<readonly unknown[]> {
    if (!up) throw new Error('The delivery session has ended')
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        over('no answer')
        reject(new Error('The database does not answer'))
      }, patience)
    })
    try {
      return (await Promise.race([client.query(text, values), silence])).rows
    } finally {
      clearTimeout(timer)
    }
  }

  const beat = setInterval(() => {
    query('select 1').catch(() => over('heartbeat failed'))
  }, heartbeat)

  try {
    // The server ends the session of a machine that vanished after 15 + 3 * 5 s; by then we have noticed it ourselves
    // (heartbeat and patience). Its own default is two hours.
    await query("set tcp_keepalives_idle = '15s'; set tcp_keepalives_interval = '5s'; set tcp_keepalives_count = 3")
  } catch (error) {
    over('could not be set up')
    throw error
  }

  return {
    alive: () => up,
    ended,
    async beKnownAs(workerId) {
      await query('select pg_advisory_lock(hashtextextended($1, $2))', [workerId, copySeed])
    },
    async take(to) {
      const [row] = await query('select 1 where pg_try_advisory_lock(hashtextextended($1, $2))', [to, destinationSeed])
      return row !== undefined
    },
    async giveBack(to) {
      await query('select pg_advisory_unlock(hashtextextended($1, $2))', [to, destinationSeed])
    },
    async freeTheDead(ownWorkerId) {
      // A worker takes its lock before it can lock a job, so an id that stands at a job while its lock is free is dead. Only
      // our task is looked at: what else uses the engine in this database knows nothing of these locks.
      const dead = (
        await query(
          `with owners as materialized (
             select distinct jobs.locked_by as owner
             from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
             where tasks.identifier = $1 and jobs.locked_by <> $2
           )
           select owner from owners where pg_try_advisory_lock(hashtextextended(owner, $3))`,
          [deliverTask, ownWorkerId, copySeed],
        )
      ).map((row) => (row as { owner: string }).owner) // the column that the query names
      if (dead.length === 0) return dead
      try {
        await query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
      } finally {
        await query('select pg_advisory_unlock(hashtextextended(owner, $2)) from unnest($1::text[]) owner', [dead, copySeed])
      }
      return dead
    },
    close: () => over('closed'),
  }
}

const installLock = 'dealbell: install graphile_worker'

/** Runs `install` in one copy at a time. */
export async function oneAtATime(pool: Pool, install: () => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, $2))', [installLock, copySeed])
    await install()
    await client.query('select pg_advisory_unlock(hashtextextended($1, $2))', [installLock, copySeed])
    client.release()
  } catch (error) {
    client.release(true) // ends the session and the lock with it
    throw error
  }
}
