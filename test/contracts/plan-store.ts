// What the features rely on when a manager is asked, checked on every store of plans.
import { describe, expect, test } from 'vitest'
import type { Destination } from '../../src/conversation/platform.ts'
import type { PlanStore } from '../../src/deals/plan-store.ts'
import type { PendingStore } from '../../src/workspaces/pending-store.ts'
import { company, noon, type Stores, said, uniqueId } from './company.ts'

type Needs = Stores & { readonly pending: PendingStore; readonly plans: PlanStore }

export function planStoreContract(stores: () => Needs): void {
  async function waiting() {
    const here = await company(stores())
    const [gus, sam] = here.members
    const id = uniqueId()
    await stores().pending.keep(here.workspace.id, { id, kind: 'deal', payload: '1', by: sam.id, at: noon })
    const about = { workspace: here.workspace, id, at: noon }
    const find = () => stores().pending.find(here.workspace.id, id)
    return { ...here, id, gus, sam, about, find }
  }
  const aPost = (key: string, to: Destination) => ({
    key,
    to,
    kind: 'approval-request',
    about: { plan: key },
    action: { do: 'post' as const },
  })

  describe('who may allow something', () => {
    test('is found with where they are reached, without who has left, and in their workspace alone', async () => {
      const { workspace, installation, gus, sam } = await waiting()
      await company(stores())
      const found = await stores().plans.allowing(workspace.id, 'closed periods', installation)
      expect(found).toEqual([{ id: gus.id, name: gus.name, to: `${installation.platform}/${installation.id}/U1` }])
      const elsewhere = { platform: 'discord', id: 'other' } as const
      expect(await stores().plans.allowing(workspace.id, 'closed periods', elsewhere)).toEqual(found)
      expect(await stores().plans.reach(workspace.id, sam.id, installation)).toMatchObject({ id: sam.id, name: sam.name })
      const other = await company(stores())
      expect(await stores().plans.reach(other.workspace.id, sam.id, installation)).toBeUndefined()
    })
  })

  describe('a request to a manager', () => {
    test('is asked once, with its posts and its answer', async () => {
      const { workspace, installation, about, find } = await waiting()
      const [manager] = await stores().plans.allowing(workspace.id, 'closed periods', installation)
      if (!manager) throw new Error('Nobody may allow it')
      const ask = (requestKey: string) =>
        stores().plans.ask(
          { ...about, requestKey, payload: '2', posts: [aPost(`ask ${about.id}`, manager.to)], answer: said('asked') },
          () => said('settled'),
        )
      const key = uniqueId()
      expect(await ask(key)).toEqual(said('asked'))
      expect(await ask(key)).toEqual(said('asked'))
      expect(await ask(uniqueId())).toEqual(said('asked'))
      expect((await find())?.payload).toBe('2')
      expect(await stores().outbox.head(manager.to)).toMatchObject({ key: `ask ${about.id}`, kind: 'approval-request' })
      expect(stores().woken).toContain(manager.to)
    })

    test('is declined once, whoever presses, and not after it was granted', async () => {
      const { workspace, gus, sam, about, find } = await waiting()
      const decline = (by: typeof gus) =>
        stores().plans.decline(
          { ...about, requestKey: uniqueId(), by: by.id },
          ({ state }) => ({ answer: said(`now ${state}`), posts: [] }),
          (settled) => said(`was ${settled?.state} by ${settled?.decidedBy}`),
        )
      const answers = await Promise.all([decline(gus), decline(sam)])
      expect(answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(said('now declined')))).toHaveLength(1)
      expect(await stores().pending.decide(workspace.id, about.id, 'done', gus.id, noon)).toBe(false)
      expect((await find())?.decidedAt).toBe(noon)
      const other = await waiting()
      await stores().pending.decide(other.workspace.id, other.id, 'done', other.gus.id, noon)
      const late = await stores().plans.decline(
        { ...other.about, requestKey: uniqueId(), by: other.sam.id },
        () => ({ answer: said('declined'), posts: [] }),
        (settled) => said(`was ${settled?.state}`),
      )
      expect(late).toEqual(said('was done'))
    })

    test('that was forgotten says so', async () => {
      const { about, gus } = await waiting()
      const gone = { ...about, id: uniqueId(), requestKey: uniqueId() }
      const answer = await stores().plans.decline(
        { ...gone, by: gus.id },
        () => ({ answer: said('declined'), posts: [] }),
        (row) => said(String(row)),
      )
      expect(answer).toEqual(said('undefined'))
    })
  })
}
