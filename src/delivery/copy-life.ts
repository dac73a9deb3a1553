// One life of a running copy: the engine's workers together with the session without which they may not work. When either
// ends, both do, and the copy begins another life under another worker id.
import { Logger as EngineLogger, runTaskList, type WorkerPool } from 'graphile-worker'
import type { Logger } from 'pino'
import { type Destination, partsOf } from '../conversation/platform.ts'
import { type CopySession, openCopySession, type Pool } from './copy-session.ts'
import { deliverTask } from './outbox-store.ts'

export interface Life {
  readonly session: CopySession
  /** What the engine writes beside a job that this life has taken. */
  readonly workerId: string
  /** True while this copy may serve. */
  on(): boolean
  /** Resolves when the session is lost or the engine has stopped by itself. */
  readonly lost: Promise<void>
  /** Has one idle worker (or more) look for a job in so many ms: the engine itself looks only now and then for what has become due. */
  lookIn(milliseconds: number, workers?: number): void
  /** Ends it: what is under way is waited for, so long (ms), and may not go on after that. */
  end(patience: number): Promise<void>
}

/** The engine's own look for jobs (ms); what this copy knows of, it is told in time. */
const pollInterval = 5_000

/**
 * Begins one. `serveJob` is called for each job that this copy gets. Rejects if the database cannot be reached.
 * The workers of dead copies are freed before the first job is taken.
 */
export async function beginLife(
  pool: Pool,
  concurrency: number,
  log: Logger,
  serveJob: (life: Life, to: Destination) => Promise<void>,
): Promise<Life> {
  const session = await openCopySession(pool, log)
  const timers = new Set<NodeJS.Timeout>()
  let over = false
  let open = () => {}
  const gate = new Promise<null>((resolve) => {
    open = () => resolve(null)
  })
  const workers: WorkerPool = runTaskList(
    {
      logger: engineLogger(log),
      concurrency,
      pollInterval,
      noHandleSignals: true,
      // Asked before each look for a job: none is taken before the lock of this worker id is held, and the engine chooses the id.
      forbiddenFlags: () => gate,
      // Without batches a job that cannot be marked as done is a rejection that nobody handles, and the end of the program.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    },
    {
      [deliverTask]: async (payload) => {
        const to = destinationIn(payload)
        if (to) await serveJob(life, to)
        else log.error('A delivery job without a destination was dropped')
      },
    },
    pool,
  )
  const stopped = workers.promise.catch(() => {}) // its end is what matters, not how

  const life: Life = {
    session,
    workerId: workers.id,
    on: () => !over && session.alive(),
    lost: Promise.race([session.ended, stopped]),
    lookIn(milliseconds, count = 1) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        try {
          if (!over) workers.nudge(count)
        } catch {
          // It is stopping by itself, and so is this life.
        }
      }, milliseconds + 1)
      timers.add(timer)
    },
    async end(patience) {
      over = true
      for (const timer of timers) clearTimeout(timer)
      const graceful = Promise.resolve(workers.gracefulShutdown()).catch(() => {})
      open() // who still waits there finds that it is over
      if (!(await within(patience, graceful))) {
        await within(
          2_000,
          Promise.resolve(workers.forcefulShutdown('out of patience')).catch(() => {}),
        )
      }
      session.close()
    },
  }

  try {
    await session.beKnownAs(workers.id)
    await session.freeTheDead(workers.id)
    open()
    return life
  } catch (error) {
    await life.end(patienceAtStart)
    throw error
  }
}

const patienceAtStart = 2_000

/** The engine's own words, without the objects beside them: those hold jobs and connections. */
export const engineLogger = (log: Logger): EngineLogger => new EngineLogger(() => (_level, message) => log.debug(message))

/** The destination of a job; undefined for a payload that is none of ours. */
function destinationIn(payload: unknown): Destination | undefined {
  if (typeof payload !== 'object' || payload === null || !('destination' in payload)) return undefined
  try {
    const to = payload.destination as Destination // partsOf throws for whatever is none
    partsOf(to)
    return to
  } catch {
    return undefined
  }
}

/** Resolves with whether it was in time. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
