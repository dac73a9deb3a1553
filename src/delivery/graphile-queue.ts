// The queue of a program that runs in several copies (PostgreSQL). The engine, graphile-worker, tells one copy of each job; two
// things are ours. One destination is served by one copy at a time: an advisory lock of that copy's session (the engine's
// named queues cost a lock on every queue's row per look). And a copy that was killed leaves its jobs locked, by the engine's
// rules for 4 hours: here each copy frees the jobs of workers whose session is gone.
//
// A copy whose session is lost stops serving, and begins again with a new session under a new worker id.
import { Logger as EngineLogger, runMigrations, runTaskList, type WorkerPool } from 'graphile-worker'
import type { Logger } from 'pino'
import { type Destination, partsOf } from '../conversation/platform.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import { type CopySession, oneAtATime, openCopySession, type Pool } from './copy-session.ts'
import { logFault } from './fault.ts'
import { type DeliveryQueue, deliverTask, type OutboxStore } from './outbox-store.ts'
import { addWaiting, addWake, removeSpent } from './wake-jobs.ts'
import { answerWithin, backoff } from './when-to-try.ts'

export interface GraphileQueueNeeds {
  /** Direct connections, at least `concurrency` + 2; not closed by the queue. */
  readonly pool: Pool
  readonly outbox: Pick<OutboxStore, 'head' | 'waiting'>
  readonly clock: Clock
  readonly log: Logger
  /** Destinations served at once by this copy. */
  readonly concurrency?: number
  /** Milliseconds, for tests: between looks for dead copies, between looks for forgotten entries, from a wake to its check. */
  readonly every?: { readonly sweep: number; readonly patrol: number; readonly check: number }
}

type Serve = (to: Destination, mine: () => boolean) => Promise<Instant | undefined>

/** From one loss of the session to the next: everything that must not outlive it. */
interface Life {
  readonly session: CopySession
  readonly workers: WorkerPool
  over: boolean
}

/** When a destination is in other hands, try again after this long (ms): they may have looked before the entry was there. */
const busyPause = 1_000
/** A job serves its destination so often at most before others get their turn. */
const rounds = 50
/** So long (ms) `stop` waits for what is under way. */
const stopsWithin = 5_000
/** The engine's own look for jobs (ms); what we know of is nudged to the point. */
const pollInterval = 5_000
const longestNudge = 60_000
/** A session that lasted so long (ms) was a good one; after shorter ones the pause before the next one grows, up to: */
const steadyAfter = 60_000
const longestRestart = 30_000

/** Installs the engine's tables; safe when several copies do so at once. Needed before the first entry is written. */
export async function installGraphile(pool: Pool, log: Logger): Promise<void> {
  const unhush = hushed(pool)
  try {
    await oneAtATime(pool, () => runMigrations({ pgPool: pool, logger: engineLogger(log) }))
  } finally {
    unhush()
  }
}

export function graphileQueue(needs: GraphileQueueNeeds): DeliveryQueue {
  const { pool, outbox, clock, log } = needs
  const every = needs.every ?? { sweep: 15_000, patrol: 60_000, check: 2_000 }
  const active = new Map<Destination, { readonly life: Life; again: boolean }>()
  const failures = new Map<Destination, number>()
  const nudges = new Set<NodeJS.Timeout>()
  const unchecked = new Set<Destination>()
  let checking: NodeJS.Timeout | undefined
  let stopping = false
  let stopNow = () => {}
  const stopped = new Promise<void>((resolve) => {
    stopNow = resolve
  })
  let finished: Promise<void> = Promise.resolve()

  /** One job. It never fails for what happens in `serve`: the engine would wait hours before the tenth try. */
  async function serveJob(serve: Serve, life: Life, to: Destination): Promise<void> {
    const mine = () => !life.over && life.session.alive()
    if (!mine()) throw new Error('This copy may not serve now') // the job is somebody else's at once, or after a sweep
    const other = active.get(to)
    if (other?.life === life) {
      other.again = true
      return
    }
    if (other) return again(life, to, busyPause)
    const run = { life, again: false }
    active.set(to, run)
    let pause: number | undefined
    try {
      if (await life.session.take(to)) {
        try {
          pause = await rest(serve, to, mine, run)
        } finally {
          await life.session.giveBack(to)
        }
      } else pause = busyPause
    } finally {
      active.delete(to) // from here on, another job of this destination begins anew
    }
    if (run.again) pause = 0
    if (pause !== undefined) await again(life, to, pause)
  }

  /** Serves until there is a reason to pause; milliseconds, or undefined when nothing waits. */
  async function rest(serve: Serve, to: Destination, mine: () => boolean, run: { again: boolean }): Promise<number | undefined> {
    try {
      for (let round = 0; round < rounds && mine(); round++) {
        run.again = false
        const next = await serve(to, mine)
        failures.delete(to)
        if (run.again || (next !== undefined && next <= clock.now())) continue
        return next === undefined ? undefined : next - clock.now()
      }
      return 0
    } catch (error) {
      logFault(log, 'A destination could not be served', error, { destination: to })
      const count = (failures.get(to) ?? 0) + 1
      failures.set(to, count)
      return backoff(count, Math.random())
    }
  }

  async function again(life: Life, to: Destination, pause: number): Promise<void> {
    await addWake(pool, to, pause)
    if (pause <= longestNudge) nudgeIn(life, pause)
  }

  /** The engine looks for due jobs only now and then; this copy at least knows when its own are due. */
  function nudgeIn(life: Life, milliseconds: number, workers = 1): void {
    const timer = setTimeout(() => {
      nudges.delete(timer)
      if (life.over) return
      try {
        life.workers.nudge(workers)
      } catch {
        // It is shutting down by itself, which ends this life.
      }
    }, milliseconds + 1)
    nudges.add(timer)
  }

  async function begin(serve: Serve): Promise<Life> {
    const session = await openCopySession(pool, log)
    let open = () => {}
    const gate = new Promise<null>((resolve) => {
      open = () => resolve(null)
    })
    // Asked before each look for a job: none is taken before this worker's lock is held. (Its id is known only once it runs.)
    const forbiddenFlags = () => gate
    const workers: WorkerPool = runTaskList(
      {
        logger: engineLogger(log),
        concurrency: needs.concurrency ?? 8,
        pollInterval,
        noHandleSignals: true,
        forbiddenFlags,
        // Without batches a job that cannot be marked as done is a rejection that nobody handles, and the end of the program.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      },
      {
        [deliverTask]: async (payload) => {
          const to = destinationIn(payload)
          if (to) await serveJob(serve, life, to)
          else log.error('A delivery job without a destination was dropped')
        },
      },
      pool,
    )
    workers.promise.catch(() => {}) // seen by whoever waits for the end of this life
    const life: Life = { session, workers, over: false }
    try {
      await session.beKnownAs(workers.id)
      await session.freeTheDead(workers.id)
      open()
      await addForgotten()
      return life
    } catch (error) {
      open()
      await finish(life, stopsWithin)
      throw error
    }
  }

  /** Whatever is under way sees that it is over and ends; what does not within `patience` is left to its own devices. */
  async function finish(life: Life, patience: number): Promise<void> {
    life.over = true
    for (const timer of nudges) clearTimeout(timer)
    nudges.clear()
    try {
      const ended = await within(patience, Promise.resolve(life.workers.gracefulShutdown()))
      if (!ended) await within(2_000, Promise.resolve(life.workers.forcefulShutdown('out of patience')))
    } catch (error) {
      log.debug({ error: error instanceof Error ? error.name : typeof error }, 'Delivery workers did not stop cleanly')
    }
    life.session.close()
  }

  /** One life after another, until `stop`. */
  async function live(serve: Serve, first: Life): Promise<void> {
    let life: Life | undefined = first
    let losses = 0
    for (;;) {
      if (life) {
        const began = clock.now()
        await untilLost(life)
        await finish(life, stopping ? stopsWithin : answerWithin + 1_000)
        if (!stopping) log.warn('Delivery has lost its database session and begins anew')
        if (clock.now() - began > steadyAfter) losses = 0
      }
      losses++
      if (!stopping) await Promise.race([stopped, sleep(Math.min(backoff(losses, Math.random()), longestRestart))])
      if (stopping) return
      life = await begin(serve).catch((error) => {
        logFault(log, 'Delivery could not begin anew', error)
        return undefined
      })
    }
  }

  async function untilLost(life: Life): Promise<void> {
    const sweeps = setInterval(() => void quietly('Dead copies could not be looked for', () => sweep(life)), every.sweep)
    const patrols = setInterval(() => void quietly('The outbox could not be looked through', addForgotten), every.patrol)
    await Promise.race([stopped, life.session.ended, life.workers.promise.catch(() => {})])
    clearInterval(sweeps)
    clearInterval(patrols)
  }

  async function sweep(life: Life): Promise<void> {
    const dead = await life.session.freeTheDead(life.workers.id)
    if (dead.length === 0) return
    log.info({ workers: dead.length }, 'Took over the deliveries of a copy that has ended')
    nudgeIn(life, 0, 100)
  }

  async function addForgotten(): Promise<void> {
    await addWaiting(pool, await outbox.waiting())
    await removeSpent(pool)
  }

  /** A wake is part of the transaction that wrote the entry, but the engine loses it when its job is taken at that moment. */
  async function check(): Promise<void> {
    checking = undefined
    const woken = [...unchecked]
    unchecked.clear()
    await addWaiting(pool, woken, async (to) => (await outbox.head(to)) !== undefined)
  }

  async function quietly(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!stopping) logFault(log, what, error)
    }
  }

  let unhush = () => {}

  return {
    async start(serve) {
      unhush = hushed(pool)
      await installGraphile(pool, log)
      finished = live(serve, await begin(serve))
    },
    wake(to) {
      if (stopping) return
      for (const each of to) unchecked.add(each)
      checking ??= setTimeout(() => void quietly('A wake could not be checked', check), every.check)
    },
    async stop() {
      stopping = true
      clearTimeout(checking)
      stopNow()
      await finished
      unhush()
    },
  }
}

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

/** A broken connection is noticed by whoever uses it; without a listener it ends the program. Returns how to undo it. */
function hushed(pool: Pool): () => void {
  const hush = () => {}
  const hushClient = (client: { on(event: 'error', listener: () => void): unknown }) => void client.on('error', hush)
  pool.on('error', hush)
  pool.on('connect', hushClient)
  return () => {
    pool.off('error', hush)
    pool.off('connect', hushClient)
  }
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

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

/** The engine's own words, without the objects beside them: those hold jobs and connections. */
const engineLogger = (log: Logger): EngineLogger => new EngineLogger(() => (_level, message) => log.debug(message))
