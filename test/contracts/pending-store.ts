// What the features rely on when something waits for a yes, checked on every store of it.
import { describe, expect, test } from 'vitest'
import { later } from '../../src/vocabulary/clock.ts'
import type { PendingStore } from '../../src/workspaces/pending-store.ts'
import { company, noon, type Stores, uniqueId } from './company.ts'

export function pendingStoreContract(stores: () => Stores & { readonly pending: PendingStore }): void {
  async function waiting(at = noon) {
    const { workspace, members } = await company(stores())
    const id = uniqueId()
    await stores().pending.keep(workspace.id, { id, kind: 'deal', payload: '{"a":"\u0000"}', by: members[1].id, at })
    return { id, workspace, sam: members[1].id, gus: members[0].id, find: () => stores().pending.find(workspace.id, id) }
  }

  describe('what waits for a yes', () => {
    test('is there as it was kept, in its workspace alone', async () => {
      const { id, sam, find } = await waiting()
      const other = await company(stores())
      expect(await find()).toEqual({ id, kind: 'deal', payload: '{"a":"\ufffd"}', by: sam, at: noon, state: 'open', decidedBy: undefined })
      expect(await stores().pending.find(other.workspace.id, id)).toBeUndefined()
      expect(await stores().pending.decide(other.workspace.id, id, 'done', sam, noon)).toBe(false)
      expect((await find())?.state).toBe('open')
    })

    test('stays as it was when it is kept again', async () => {
      const { id, workspace, sam, find } = await waiting()
      await stores().pending.keep(workspace.id, { id, kind: 'other', payload: '2', by: sam, at: noon })
      expect((await find())?.kind).toBe('deal')
    })

    test('is settled once, also when two say yes at the same time', async () => {
      const { id, workspace, sam, gus, find } = await waiting()
      const decide = (by: typeof sam, state: 'done' | 'declined') => stores().pending.decide(workspace.id, id, state, by, noon)
      const outcomes = await Promise.all([decide(sam, 'done'), decide(gus, 'declined')])
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      const settled = await find()
      expect([settled?.state, settled?.decidedBy]).toEqual(outcomes[0] ? ['done', sam] : ['declined', gus])
      expect(await decide(gus, 'declined')).toBe(false)
    })

    test('is forgotten once it is old', async () => {
      const old = await waiting()
      const young = await waiting(later(noon, 2))
      expect(await stores().pending.forget(later(noon, 1))).toBeGreaterThanOrEqual(1)
      expect(await old.find()).toBeUndefined()
      expect(await young.find()).toBeDefined()
    })
  })
}
