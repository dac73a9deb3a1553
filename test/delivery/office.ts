// Delivery with everything around it faked: an outbox, a platform, a clock, and a queue that calls when it was asked to.
import { pino } from 'pino'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import { type DeliveryNeeds, delivery } from '../../src/delivery/deliver.ts'
import type { Instant } from '../../src/vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { TestClock } from '../fakes/clock.ts'
import { fakeMessenger } from '../fakes/messenger.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { killed } from './mortal.ts'

export const workspace = asId<WorkspaceId>(1)
const team = { platform: 'slack', id: 'T1' } as const
export const announce = destination(team, 'C1')
export const other = destination(team, 'C2')
export const adminChannels = [destination(team, 'D1'), destination(team, 'D2')]

export type Said = Partial<Omit<Post, 'key'>>

export function office(overrides: Partial<DeliveryNeeds> = {}) {
  const clock = new TestClock()
  const outbox = fakeOutbox()
  const messenger = fakeMessenger(clock)
  const lines: Record<string, unknown>[] = []
  const woken: Destination[] = []
  const needs: DeliveryNeeds = {
    outbox,
    messengerOf: () => messenger,
    render: async (entry) => ({ nodes: [{ kind: 'headline', spans: [`${entry.kind} ${entry.about.n ?? ''} as of ${clock.now()}`] }] }),
    admins: async () => adminChannels,
    announces: async () => announce,
    wake: (to) => woken.push(...to),
    clock,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    random: () => 0.5,
    ...overrides,
  }
  /** Writes an entry; a plain post to the announce channel unless told otherwise. */
  const write = (key: string, said: Said = {}) =>
    outbox.add(workspace, { key, to: announce, kind: 'win', about: {}, action: { do: 'post' }, ...said }, clock.now())

  /** Serves a destination until it wants a pause; returns until when, in ms from now. */
  async function serve(to: Destination = announce): Promise<number | undefined> {
    const next = await delivery(needs)(to)
    return next === undefined ? undefined : next - clock.now()
  }

  /**
   * Serves every destination whenever it wants to be, moving the clock, until nothing waits, `most` ms have passed, or the
   * server is killed. Each time with a new copy of the program, so that nothing is kept in memory, unless a `server` is given.
   */
  async function run(most = 72 * 3600_000, server?: (to: Destination) => Promise<Instant | undefined | typeof killed>): Promise<void> {
    const end = clock.now() + most
    const due = new Map<Destination, Instant>()
    for (let calls = 0; clock.now() <= end; calls++) {
      if (calls > 100_000) throw new Error('It never ends')
      for (const to of await outbox.waiting()) if (!due.has(to)) due.set(to, clock.now())
      const [next] = [...due].sort((a, b) => a[1] - b[1])
      if (!next || next[1] > end) return
      const [to, at] = next
      if (at > clock.now()) clock.set(at)
      const again = await (server ?? delivery(needs))(to)
      if (again === killed) return
      if (again === undefined) due.delete(to)
      else due.set(to, again)
    }
  }

  return {
    clock,
    outbox,
    messenger,
    needs,
    lines,
    woken,
    write,
    serve,
    run,
    texts: (to?: Destination) => messenger.standing(to).map((each) => each.text),
  }
}
