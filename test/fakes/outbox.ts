// An outbox in memory, as the stores on a database behave.
import type { Destination, PostedRef } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import type { EntryState, OutboxEntry, OutboxStore } from '../../src/delivery/outbox-store.ts'
import type { Instant } from '../../src/vocabulary/clock.ts'
import type { WorkspaceId } from '../../src/vocabulary/ids.ts'

/** An entry with all that became of it. */
export interface FakeEntry extends OutboxEntry {
  readonly state: EntryState
  readonly reason: string | undefined
  readonly posted: PostedRef | undefined
  readonly doneAt: Instant | undefined
}

export interface FakeOutbox extends OutboxStore {
  /** Everything that was ever written, in order. */
  entries(): readonly FakeEntry[]
  /** The entry of a key; throws if there is none. */
  entry(key: string): FakeEntry
}

export function fakeOutbox(): FakeOutbox {
  const all: FakeEntry[] = []
  const keys = new Map<string, FakeEntry>()
  const queues = new Map<Destination, FakeEntry[]>()
  const last = new Map<string, Instant>()
  const keyOf = (workspace: WorkspaceId, key: string) => `${workspace} ${key}`

  function change(id: bigint, change: Partial<FakeEntry>): FakeEntry {
    const entry = all[Number(id) - 1]
    if (!entry) throw new Error(`There is no entry ${id}`)
    Object.assign(entry, change)
    const queue = queues.get(entry.to)
    if (entry.state !== 'waiting' && queue) {
      const left = queue.filter((each) => each !== entry)
      if (left.length > 0) queues.set(entry.to, left)
      else queues.delete(entry.to)
    }
    return entry
  }

  const supersedes = (entry: OutboxEntry, newer: OutboxEntry) =>
    newer.id > entry.id &&
    newer.workspace === entry.workspace &&
    entry.action.do === 'rewrite' &&
    newer.action.do === 'rewrite' &&
    newer.action.of === entry.action.of

  return {
    entries: () => all,
    entry(key) {
      const entry = all.find((each) => each.key === key)
      if (!entry) throw new Error(`There is no entry ${key}`)
      return entry
    },
    async head(to) {
      const queue = queues.get(to) ?? []
      const [entry] = queue
      return entry && { ...entry, superseded: queue.some((newer) => supersedes(entry, newer)) }
    },
    async waiting() {
      return [...queues.keys()]
    },
    async lastDone(to, action) {
      return last.get(`${action} ${to}`)
    },
    async posted(workspace, key) {
      return keys.get(keyOf(workspace, key))?.posted
    },
    async stateOf(workspace, key) {
      return keys.get(keyOf(workspace, key))?.state
    },
    async trying(id, at, until) {
      const entry = change(id, {})
      change(id, { attempts: entry.attempts + 1, firstTriedAt: entry.firstTriedAt ?? at, notBefore: until })
    },
    async done(id, posted, at) {
      const entry = change(id, { state: 'done', posted, doneAt: at })
      last.set(`${entry.action.do === 'rewrite' ? 'rewrite' : 'post'} ${entry.to}`, at)
    },
    async postpone(id, until, reason, certain) {
      const entry = change(id, {})
      change(id, { notBefore: until, reason, firstTriedAt: certain ? undefined : entry.firstTriedAt })
    },
    async park(id, reason, at) {
      change(id, { state: 'parked', reason, doneAt: at })
    },
    async revive(to, since, at) {
      const back = all.filter((entry) => entry.state === 'parked' && (to === undefined || entry.to === to) && entry.writtenAt >= since)
      const mended = back.filter(({ reason }) => !reason?.startsWith('fault'))
      for (const entry of mended) {
        change(entry.id, { state: 'waiting', notBefore: at, doneAt: undefined })
        const queue = [...(queues.get(entry.to) ?? []), entry]
        queues.set(
          entry.to,
          queue.toSorted((a, b) => Number(a.id - b.id)),
        )
      }
      return [...new Set(mended.map((entry) => entry.to))].toSorted()
    },
    async drop(id, at) {
      change(id, { state: 'dropped', doneAt: at })
    },
    async add(workspace: WorkspaceId, post: Post, at: Instant) {
      if (keys.has(keyOf(workspace, post.key))) return false
      const entry: FakeEntry = {
        ...post,
        id: BigInt(all.length + 1),
        workspace,
        writtenAt: at,
        attempts: 0,
        firstTriedAt: undefined,
        superseded: false,
        notBefore: at,
        state: 'waiting',
        reason: undefined,
        posted: undefined,
        doneAt: undefined,
      }
      all.push(entry)
      keys.set(keyOf(workspace, post.key), entry)
      const queue = queues.get(post.to)
      if (queue) queue.push(entry)
      else queues.set(post.to, [entry])
      return true
    },
  }
}
