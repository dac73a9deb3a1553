// What delivery relies on, checked on every outbox.
import { describe, expect, test } from 'vitest'
import { type Destination, destination } from '../../src/conversation/platform.ts'
import type { Post } from '../../src/conversation/post.ts'
import type { OutboxEntry, OutboxStore } from '../../src/delivery/outbox-store.ts'
import { later } from '../../src/vocabulary/clock.ts'
import type { WorkspaceId } from '../../src/vocabulary/ids.ts'
import { noon, uniqueId } from './company.ts'

export interface Outbox {
  readonly outbox: OutboxStore
  readonly workspace: WorkspaceId
}

/** `outbox`: with a workspace that there is; a new one each time. */
export function outboxStoreContract(open: () => Promise<Outbox>): void {
  const place = (): Destination => destination({ platform: 'slack', id: `T${uniqueId()}` }, 'C1')
  const post = (key: string, to: Destination, action: Post['action'] = { do: 'post' }): Post => {
    return { key, to, kind: 'deal-card', about: { number: 7, text: '🧪 "quoted"' }, action }
  }
  const must = (entry: OutboxEntry | undefined): OutboxEntry => {
    if (!entry) throw new Error('Nothing waits')
    return entry
  }

  describe('the outbox', () => {
    test('keeps a post as it was written, under its key, once', async () => {
      const { outbox, workspace } = await open()
      const to = place()
      expect(await outbox.head(to)).toBeUndefined()
      expect(await outbox.add(workspace, post('card 1', to), noon)).toBe(true)
      expect(await outbox.add(workspace, post('card 1', to), later(noon, 1))).toBe(false)
      const { id, ...entry } = must(await outbox.head(to))
      expect(typeof id).toBe('bigint')
      expect(entry).toMatchObject({
        ...post('card 1', to),
        workspace,
        writtenAt: noon,
        attempts: 0,
        firstTriedAt: undefined,
        superseded: false,
        notBefore: noon,
      })
    })

    test('has a key once in each workspace', async () => {
      const [here, there] = [await open(), await open()]
      expect(await here.outbox.add(here.workspace, post('card 1', place()), noon)).toBe(true)
      expect(await here.outbox.add(there.workspace, post('card 1', place()), noon)).toBe(true)
    })

    test('gives the oldest waiting entry of a destination, due or not', async () => {
      const { outbox, workspace } = await open()
      const [to, other] = [place(), place()]
      for (const key of ['1', '2', '3', '4']) await outbox.add(workspace, post(key, to), noon)
      await outbox.add(workspace, post('elsewhere', other), noon)
      const first = must(await outbox.head(to))
      await outbox.postpone(first.id, later(noon, 60_000), 'rate_limited', true)
      expect(must(await outbox.head(to))).toMatchObject({ key: '1', notBefore: later(noon, 60_000) })
      await outbox.done(first.id, '1700000000.000100', noon)
      const second = must(await outbox.head(to))
      expect([second.key, second.id > first.id]).toEqual(['2', true])
      await outbox.park(second.id, 'not_in_channel', noon)
      await outbox.drop(must(await outbox.head(to)).id, noon)
      expect(must(await outbox.head(to)).key).toBe('4')
      expect(must(await outbox.head(other)).key).toBe('elsewhere')
    })

    test('says which destinations wait', async () => {
      const { outbox, workspace } = await open()
      const [to, other] = [place(), place()]
      await outbox.add(workspace, post('1', to), noon)
      await outbox.add(workspace, post('2', to), noon)
      await outbox.add(workspace, post('3', other), noon)
      const waiting = async () => (await outbox.waiting()).filter((each) => each === to || each === other)
      expect((await waiting()).toSorted()).toEqual([to, other].toSorted())
      await outbox.done(must(await outbox.head(other)).id, 'ts', noon)
      expect(await waiting()).toEqual([to])
    })

    test('remembers that a try began, until it certainly had no effect', async () => {
      const { outbox, workspace } = await open()
      const to = place()
      await outbox.add(workspace, post('1', to), noon)
      const { id } = must(await outbox.head(to))
      const tried = async () => {
        const { attempts, firstTriedAt, notBefore } = must(await outbox.head(to))
        return { attempts, firstTriedAt, notBefore }
      }
      const at = (seconds: number) => later(noon, seconds * 1000)
      await outbox.trying(id, at(1), at(31))
      expect(await tried()).toEqual({ attempts: 1, firstTriedAt: at(1), notBefore: at(31) })
      await outbox.postpone(id, at(40), 'the answer was lost', false)
      expect(await tried()).toEqual({ attempts: 1, firstTriedAt: at(1), notBefore: at(40) })
      await outbox.trying(id, at(41), at(71))
      expect(await tried()).toEqual({ attempts: 2, firstTriedAt: at(1), notBefore: at(71) })
      await outbox.postpone(id, at(80), 'rate_limited', true)
      expect(await tried()).toEqual({ attempts: 2, firstTriedAt: undefined, notBefore: at(80) })
    })

    test('knows where a message stands, once it does', async () => {
      const [{ outbox, workspace }, there] = [await open(), await open()]
      const to = place()
      await outbox.add(workspace, post('1', to), noon)
      expect(await outbox.posted(workspace, '1')).toBeUndefined()
      await outbox.done(must(await outbox.head(to)).id, '1700000000.000100', noon)
      expect(await outbox.posted(workspace, '1')).toBe('1700000000.000100')
      expect(await outbox.posted(there.workspace, '1')).toBeUndefined()
      await outbox.add(workspace, post('2', to), noon)
      await outbox.drop(must(await outbox.head(to)).id, noon)
      expect(await outbox.posted(workspace, '2')).toBeUndefined()
    })

    test('knows what became of an entry', async () => {
      const [{ outbox, workspace }, there] = [await open(), await open()]
      const to = place()
      const state = (key: string) => outbox.stateOf(workspace, key)
      for (const key of ['1', '2', '3', '4']) await outbox.add(workspace, post(key, to), noon)
      expect(await Promise.all(['1', '0'].map(state))).toEqual(['waiting', undefined])
      expect(await outbox.stateOf(there.workspace, '1')).toBeUndefined()
      await outbox.done(must(await outbox.head(to)).id, '1700000000.000100', noon)
      await outbox.park(must(await outbox.head(to)).id, 'not_in_channel', noon)
      await outbox.drop(must(await outbox.head(to)).id, noon)
      expect(await Promise.all(['1', '2', '3', '4'].map(state))).toEqual(['done', 'parked', 'dropped', 'waiting'])
    })

    test('lets what was parked wait again in its old place, but not what is too old or a fault', async () => {
      const { outbox, workspace } = await open()
      const [to, other] = [place(), place()].toSorted() as [Destination, Destination] // two go in, two come out
      const park = async (key: string, written: number, reason: string, where = to) => {
        await outbox.add(workspace, post(key, where), later(noon, written))
        const { id } = must(await outbox.head(where))
        await outbox.trying(id, later(noon, 20), later(noon, 30))
        await outbox.park(id, reason, later(noon, 40))
      }
      await park('old', 9, 'not_in_channel')
      await park('fault', 10, 'fault 1234')
      await park('first', 10, 'not_in_channel')
      await park('second', 11, 'is_archived')
      await park('elsewhere', 11, 'is_archived', other)
      await outbox.add(workspace, post('waiting', to), noon)
      expect(await outbox.revive(to, later(noon, 10), later(noon, 50))).toEqual([to])
      const seen: unknown[] = []
      for (let entry = await outbox.head(to); entry; entry = await outbox.head(to)) {
        seen.push([entry.key, entry.attempts, entry.firstTriedAt, entry.notBefore])
        await outbox.done(entry.id, undefined, noon)
      }
      expect(seen).toEqual([
        ['first', 1, later(noon, 20), later(noon, 50)],
        ['second', 1, later(noon, 20), later(noon, 50)],
        ['waiting', 0, undefined, noon],
      ])
      expect(await outbox.waiting()).not.toContain(other)
      expect(await outbox.revive(undefined, later(noon, 10), noon)).toContain(other)
      expect(must(await outbox.head(other)).key).toBe('elsewhere')
      expect(await outbox.revive(undefined, later(noon, 10), noon)).not.toContain(other)
    })

    test('knows when something was last posted or rewritten; a reply is a post, what was given up is nothing', async () => {
      const { outbox, workspace } = await open()
      const to = place()
      const actions: [Post['action'], number][] = [
        [{ do: 'post' }, 10],
        [{ do: 'rewrite', of: '0' }, 20],
        [{ do: 'reply', of: '0' }, 30],
      ]
      expect([await outbox.lastDone(to, 'post'), await outbox.lastDone(to, 'rewrite')]).toEqual([undefined, undefined])
      const seen: unknown[] = []
      for (const [key, [action, at]] of actions.entries()) {
        await outbox.add(workspace, post(String(key), to, action), noon)
        await outbox.done(must(await outbox.head(to)).id, undefined, later(noon, at))
        seen.push([await outbox.lastDone(to, 'post'), await outbox.lastDone(to, 'rewrite')])
      }
      expect(seen).toEqual([
        [later(noon, 10), undefined],
        [later(noon, 10), later(noon, 20)],
        [later(noon, 30), later(noon, 20)],
      ])
      await outbox.add(workspace, post('parked', to), noon)
      await outbox.park(must(await outbox.head(to)).id, 'gone', later(noon, 40))
      expect(await outbox.lastDone(to, 'post')).toEqual(later(noon, 30))
      expect(await outbox.lastDone(place(), 'post')).toBeUndefined()
    })

    test('sees that a newer rewriting of the same message waits behind', async () => {
      const { outbox, workspace } = await open()
      const to = place()
      const rewrite = (key: string, of: string) => outbox.add(workspace, post(key, to, { do: 'rewrite', of }), noon)
      await rewrite('1', 'card 1')
      await outbox.add(workspace, post('note', to, { do: 'reply', of: 'card 1' }), noon)
      expect(must(await outbox.head(to)).superseded).toBe(false)
      await rewrite('2', 'card 2')
      expect(must(await outbox.head(to)).superseded).toBe(false)
      await rewrite('3', 'card 1')
      expect(must(await outbox.head(to)).superseded).toBe(true)
      const seen: unknown[] = []
      for (let entry = await outbox.head(to); entry; entry = await outbox.head(to)) {
        seen.push([entry.key, entry.action, entry.superseded])
        await outbox.done(entry.id, undefined, noon)
      }
      expect(seen).toEqual([
        ['1', { do: 'rewrite', of: 'card 1' }, true],
        ['note', { do: 'reply', of: 'card 1' }, false],
        ['2', { do: 'rewrite', of: 'card 2' }, false],
        ['3', { do: 'rewrite', of: 'card 1' }, false],
      ])
    })
  })
}
