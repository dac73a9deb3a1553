// The queue of a program that runs in several copies (PostgreSQL). The engine, graphile-worker, tells one copy of each job; two
// things are ours. One destination is served by one copy at a time: an advisory lock of that copy's session (the engine's
// named queues cost a lock on every queue's row per look). And a copy that was killed leaves its jobs locked, by the engine's
// rules for 4 hours: here each copy frees the jobs of workers whose session is gone.
import { runMigrations } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Destination } from '../conversation/platform.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import { beginLife, engineLogger, type Life } from './copy-life.ts'
import { oneAtATime, type Pool } from './copy-session.ts'
import { logFault } from './fault.ts'
import type { DeliveryQueue, OutboxStore } from './outbox-store.ts'
import { addWaiting, addWake, removeSpent } from './wake-jobs.ts'
import { answerWithin, backoff } from './when-to-try.ts'

export interface GraphileQueueNeeds {
  /** Direct connections (no pooler in transaction mode), at least `concurrency` + 2; not closed by the queue. */
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

/** When a destination is in other hands, try again after this long (ms): they may have looked before the entry was there. */
const busyPause = 1_000
/** A job serves its destination so often at most before others get their turn. */
const rounds = 50
/** So long (ms) `stop` waits for what is under way. */
const stopsWithin = 5_000
/** Pauses longer than this (ms) are left to the engine: it is a matter of seconds then. */
const longestLook = 600_000
/** A life that lasted so long (ms) was a good one. */
const steadyAfter = 60_000
/** The longest pause (ms) after a fault of the database: delivery is to go on soon after it is back. */
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
  const unchecked = new Set<Destination>()
  let checking: NodeJS.Timeout | undefined
  let stopping = false
  let stopNow = () => {}
  const stopped = new Promise<void>((resolve) => {
    stopNow = resolve
  })
  let finished: Promise<void> = Promise.resolve()
  let unhush = () => {}

  /** One job. It does not fail for what happens in `serve`: the engine would wait for hours before the tenth try. */
  async function serveJob(serve: Serve, life: Life, to: Destination): Promise<void> {
    if (!life.on()) throw new Error('This copy may not serve now') // the job goes back, or is freed by another copy
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
          pause = await serveUntilPause(serve, to, run)
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

  /** How long to pause, in ms; undefined when nothing waits. */
  async function serveUntilPause(serve: Serve, to: Destination, run: { readonly life: Life; again: boolean }): Promise<number | undefined> {
    try {
      for (let round = 0; round < rounds && run.life.on(); round++) {
        run.again = false
        const next = await serve(to, run.life.on)
        failures.delete(to)
        if (run.again || (next !== undefined && next <= clock.now())) continue
        return next === undefined ? undefined : next - clock.now()
      }
      return 0
    } catch (error) {
      logFault(log, 'A destination could not be served', error, { destination: to })
      const count = (failures.get(to) ?? 0) + 1
      failures.set(to, count)
      return Math.min(backoff(count, Math.random()), longestRestart)
    }
  }

  async function again(life: Life, to: Destination, pause: number): Promise<void> {
    await addWake(pool, to, pause)
    if (pause <= longestLook) life.lookIn(pause)
  }

  async function begin(serve: Serve): Promise<Life> {
    const life = await beginLife(pool, needs.concurrency ?? 8, log, (of, to) => serveJob(serve, of, to))
    void quietly('The outbox could not be looked through', addForgotten)
    return life
  }

  /** One life after another, until `stop`. */
  async function live(serve: Serve, first: Life): Promise<void> {
    let life: Life | undefined = first
    let losses = 0
    for (;;) {
      if (life) {
        const began = clock.now()
        await untilLost(life)
        // Those under way learn of it before they post; a post that is out ends within its time, and so before another copy looks.
        await life.end(stopping ? stopsWithin : answerWithin + 1_000)
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
    await Promise.race([stopped, life.lost])
    clearInterval(sweeps)
    clearInterval(patrols)
  }

  async function sweep(life: Life): Promise<void> {
    const dead = await life.session.freeTheDead(life.workerId)
    if (dead.length === 0) return
    log.info({ workers: dead.length }, 'Took over the deliveries of a copy that has ended')
    life.lookIn(0, 100)
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
