// The queue of a program that runs once (SQLite): a timer per destination that waits for something, and nothing stored.
import type { Logger } from 'pino'
import type { Destination } from '../conversation/platform.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import { logFault } from './fault.ts'
import type { DeliveryQueue, OutboxStore } from './outbox-store.ts'
import { backoff } from './when-to-try.ts'

export interface InProcessQueueNeeds {
  readonly outbox: Pick<OutboxStore, 'waiting'>
  readonly clock: Clock
  readonly log: Logger
  /** Destinations served at once. */
  readonly concurrency?: number
}

/** A timer is never longer than this (ms): the clock may be set, and a laptop may sleep. */
const longestTimer = 60_000
/** The pause (ms) before a destination that wants to be served again at once: others come first, and nothing spins. */
const breath = 5
/** So long (ms) `stop` waits for what is under way. */
const stopsWithin = 5_000

type State =
  | { readonly is: 'asleep'; readonly timer: NodeJS.Timeout }
  | { readonly is: 'ready' }
  | { readonly is: 'served' /** somebody woke it meanwhile */; again: boolean }

/** Only destinations that wait for something or are being served are kept in memory. */
export function inProcessQueue(needs: InProcessQueueNeeds): DeliveryQueue {
  const { outbox, clock, log } = needs
  const concurrency = needs.concurrency ?? 32
  const states = new Map<Destination, State>()
  const ready: Destination[] = []
  const failures = new Map<Destination, number>()
  const underWay = new Set<Promise<void>>()
  let serve: ((to: Destination, mine: () => boolean) => Promise<Instant | undefined>) | undefined
  let stopped = false
  let patrol: NodeJS.Timeout | undefined

  function wakeOne(to: Destination): void {
    const state = states.get(to)
    if (state?.is === 'ready') return
    if (state?.is === 'served') {
      state.again = true
      return
    }
    if (state?.is === 'asleep') clearTimeout(state.timer)
    states.set(to, { is: 'ready' })
    ready.push(to)
  }

  /** Starts what is ready, as far as there is room. */
  function begin(): void {
    if (!serve || stopped) return
    while (underWay.size < concurrency) {
      const to = ready.shift()
      if (to === undefined) return
      const run: Promise<void> = serveOne(serve, to).finally(() => {
        underWay.delete(run)
        begin()
      })
      underWay.add(run)
    }
  }

  async function serveOne(serveIt: NonNullable<typeof serve>, to: Destination): Promise<void> {
    const state = { is: 'served' as const, again: false }
    states.set(to, state)
    let next: number | undefined
    try {
      next = await serveIt(to, () => !stopped)
      failures.delete(to)
      if (state.again) next = clock.now()
    } catch (error) {
      logFault(log, 'A destination could not be served', error, { destination: to })
      const count = (failures.get(to) ?? 0) + 1
      failures.set(to, count)
      next = clock.now() + Math.min(backoff(count, Math.random()), longestTimer)
    }
    if (stopped) return
    if (next === undefined) states.delete(to)
    else sleep(to, next)
  }

  /** By the clock, not by the timer: a timer that ends early, or before the clock has come so far, is set again. */
  function sleep(to: Destination, until: number): void {
    const length = Math.min(Math.max(until - clock.now(), breath), longestTimer)
    const timer = setTimeout(() => {
      if (clock.now() < until) return sleep(to, until)
      wakeOne(to)
      begin()
    }, length)
    states.set(to, { is: 'asleep', timer })
  }

  /** Finds what nobody woke us for: a wake can be forgotten, the outbox cannot. */
  async function lookAround(): Promise<void> {
    try {
      for (const to of await outbox.waiting()) if (!states.has(to) && !stopped) wakeOne(to)
      begin()
    } catch (error) {
      logFault(log, 'The outbox could not be looked through', error)
    }
  }

  return {
    async start(serveIt) {
      serve = serveIt
      for (const to of await outbox.waiting()) wakeOne(to)
      if (stopped) return
      patrol = setInterval(() => void lookAround(), longestTimer)
      begin()
    },
    wake(to) {
      if (stopped) return
      // What a destination waits for holds for everything behind it too: it is served in order.
      for (const each of to) if (states.get(each)?.is !== 'asleep') wakeOne(each)
      begin()
    },
    async stop() {
      stopped = true
      clearInterval(patrol)
      for (const state of states.values()) if (state.is === 'asleep') clearTimeout(state.timer)
      states.clear()
      ready.length = 0
      let timer: NodeJS.Timeout | undefined
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopsWithin)
      })
      await Promise.race([Promise.all(underWay), enough])
      clearTimeout(timer)
    },
  }
}
