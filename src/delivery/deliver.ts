// Delivers what waits in the outbox: in order per destination, at the platform's pace, and once, whatever is lost on the way.
//
// The platforms cannot be asked to post once, so: a try is stored before it begins. Whoever finds an entry whose try has no
// stored outcome looks for the message first, and posts only if it is not there.
import type { Logger } from 'pino'
import { type Destination, type Messenger, NotDelivered, type PlatformName, type PostedRef, partsOf } from '../conversation/platform.ts'
import type { Message } from '../message/message.ts'
import { type Clock, type Instant, later } from '../vocabulary/clock.ts'
import { logFault } from './fault.ts'
import type { OutboxEntry, OutboxStore } from './outbox-store.ts'
import { type Admins, type Announces, tellAdmins } from './tell-admins.ts'
import { afterFailure, afterFault, answerWithin, clockSkew, dueAt, freeAt, type NextStep, tryLasts } from './when-to-try.ts'

/** An entry as a message, from what is true now; undefined if there is nothing left to say. */
export type Render = (entry: OutboxEntry) => Promise<Message | undefined>

export interface DeliveryNeeds {
  readonly outbox: OutboxStore
  /** Undefined: that platform is not connected (now). */
  readonly messengerOf: (platform: PlatformName) => Messenger | undefined
  readonly render: Render
  readonly admins: Admins
  readonly announces: Announces
  /** Called with destinations for which delivery itself has written something. */
  readonly wake: (to: readonly Destination[]) => void
  readonly clock: Clock
  readonly log: Logger
  /** From 0 to 1; for tests. */
  readonly random?: () => number
}

/** So many entries at most in one call: what needs no post (dropped, parked) costs no pause. */
const atOnce = 20

/** Undefined: the entry is dealt with. An instant: nothing goes to this destination before it. */
type Wait = Instant | undefined

/**
 * Makes `serve`, which a queue calls for one destination, never twice at a time: it takes what waits there, oldest first, and
 * resolves with when it wants to be called again (undefined: nothing waits). It rejects only if the outbox does.
 */
export function delivery(needs: DeliveryNeeds): (to: Destination, mine?: () => boolean) => Promise<Instant | undefined> {
  const { outbox, clock, log } = needs
  const random = needs.random ?? Math.random
  /** Faults in a row with the head of a destination. Not stored: a restart starts to count anew. */
  const faults = new Map<Destination, { readonly id: bigint; readonly count: number }>()

  return async function serve(to, mine = () => true) {
    for (let round = 0; round < atOnce && mine(); round++) {
      const entry = await outbox.head(to)
      if (!entry) return undefined
      const due = dueAt(entry, clock.now())
      if (due > clock.now()) return due
      const wait = await deliverOne(entry, mine)
      if (wait !== undefined) return wait
    }
    return mine() ? clock.now() : undefined
  }

  async function deliverOne(entry: OutboxEntry, mine: () => boolean): Promise<Wait> {
    const { action } = entry
    const messenger = needs.messengerOf(partsOf(entry.to).installation.platform)
    if (!messenger) return failed(entry, new NotDelivered('later', 'not connected'))

    const of = action.do === 'post' ? undefined : await outbox.posted(entry.workspace, action.of)
    if (action.do !== 'post' && of === undefined) return drop(entry)
    if (action.do === 'rewrite' && entry.superseded) return drop(entry)

    if (action.do !== 'rewrite' && entry.firstTriedAt !== undefined) {
      const since = later(entry.firstTriedAt, -clockSkew)
      const found = await answered(entry, () => messenger.find(entry.to, entry.key, since, of))
      if (found instanceof NotDelivered) return failed(entry, found)
      if (found !== undefined) return done(entry, found)
    }

    // Before rendering, so that what is said is as of when it is said.
    const rate = action.do === 'rewrite' ? 'rewrite' : 'post'
    const free = freeAt(await outbox.lastDone(entry.to, rate), messenger.pace[rate], clock.now())
    if (free > clock.now()) return free

    let message: Message | undefined
    try {
      message = await needs.render(entry)
    } catch (error) {
      return error instanceof NotDelivered ? failed(entry, error) : faulty(entry, error)
    }
    if (message === undefined) return drop(entry)

    const began = clock.now()
    await outbox.trying(entry.id, began, later(began, tryLasts))
    // Whoever was held up for so long that the try might outlast its time does not begin it.
    const late = clock.now() - began > tryLasts - answerWithin
    if (late || !mine()) {
      await outbox.postpone(entry.id, clock.now(), 'held up', entry.firstTriedAt === undefined)
      return clock.now()
    }
    if (action.do === 'rewrite' && of !== undefined) {
      const rewritten = await answered(entry, () => messenger.rewrite(entry.to, of, message, { key: action.of }))
      return rewritten instanceof NotDelivered ? failed(entry, rewritten) : done(entry, undefined)
    }
    const options = {
      key: entry.key,
      ...(of === undefined ? {} : { thread: of }),
      ...(entry.firstTriedAt === undefined ? {} : { again: true }),
    }
    const posted = await answered(entry, () => messenger.post(entry.to, message, options))
    return posted instanceof NotDelivered ? failed(entry, posted) : done(entry, posted)
  }

  /** What a messenger said, with its failure as a value. Silence and whatever it should not throw count as a lost answer. */
  async function answered<T>(entry: OutboxEntry, ask: () => Promise<T>): Promise<T | NotDelivered> {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<NotDelivered>((resolve) => {
      timer = setTimeout(() => resolve(new NotDelivered('unsure', 'no answer')), answerWithin)
    })
    try {
      return await Promise.race([ask(), silence])
    } catch (error) {
      if (error instanceof NotDelivered) return error
      const fault = logFault(log, 'A messenger failed in a way it should not', error, { destination: entry.to })
      return new NotDelivered('unsure', `fault ${fault}`)
    } finally {
      clearTimeout(timer)
    }
  }

  async function done(entry: OutboxEntry, posted: PostedRef | undefined): Promise<Wait> {
    await outbox.done(entry.id, posted, clock.now())
    faults.delete(entry.to)
    return undefined
  }

  async function drop(entry: OutboxEntry): Promise<Wait> {
    await outbox.drop(entry.id, clock.now())
    faults.delete(entry.to)
    return undefined
  }

  async function failed(entry: OutboxEntry, failure: NotDelivered): Promise<Wait> {
    if (entry.action.do !== 'post' && failure.outcome === 'never' && isGone(failure.reason)) return drop(entry)
    return go(entry, afterFailure(entry, failure, clock.now(), random()), failure.reason)
  }

  async function faulty(entry: OutboxEntry, error: unknown): Promise<Wait> {
    const fault = logFault(log, 'A post could not be rendered', error, { destination: entry.to, kind: entry.kind })
    const before = faults.get(entry.to)
    const count = before?.id === entry.id ? before.count + 1 : 1
    faults.set(entry.to, { id: entry.id, count })
    return go(entry, afterFault(entry, fault, count, clock.now(), random()), `fault ${fault}`)
  }

  async function go(entry: OutboxEntry, step: NextStep, reason: string): Promise<Wait> {
    if (step.do === 'park') return park(entry, step.reason)
    log.info({ destination: entry.to, reason, milliseconds: step.at - clock.now() }, 'Not delivered yet')
    await outbox.postpone(entry.id, step.at, reason, step.certain)
    return step.at
  }

  /** The notice is written first: a crash in between parks it again, and the notice's key keeps it single. */
  async function park(entry: OutboxEntry, reason: string): Promise<Wait> {
    try {
      const told = await tellAdmins(needs, entry, reason, clock.now())
      if (told.length > 0) needs.wake(told)
    } catch (error) {
      logFault(log, 'The admins could not be told', error, { destination: entry.to })
    }
    await outbox.park(entry.id, reason, clock.now())
    faults.delete(entry.to)
    log.warn({ destination: entry.to, reason }, 'Parked: it could not be delivered')
    return undefined
  }
}

/** The message that was to be rewritten or answered was deleted by somebody: there is nothing to keep right. */
const isGone = (reason: string): boolean => reason === 'message_not_found' || reason === 'thread_not_found'
