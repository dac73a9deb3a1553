// What the features rely on when a manager is asked, checked on every store of plans.
import { describe, expect, test } from 'vitest'
import { Complaint } from '../../src/conversation/complaint.ts'
import type { Destination } from '../../src/conversation/platform.ts'
import type { Change } from '../../src/deals/deal-store.ts'
import type { PlanStore } from '../../src/deals/plan-store.ts'
import { asId } from '../../src/vocabulary/ids.ts'
import type { PendingStore } from '../../src/workspaces/pending-store.ts'
import { aWin, company, noon, type Stores, said, uniqueId } from './company.ts'

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

  describe('a change that settles what waited for it', () => {
    test('settles it when it is written, and not when it is refused', async () => {
      const here = await waiting()
      const { workspace, id, gus, sam, find } = here
      const { deals } = stores()
      const settles = { id, by: gus.id, at: noon }
      const win = aWin(here, sam)
      await expect(
        deals.change({
          ...win,
          settles,
          decide() {
            throw new Complaint('doubt.gone')
          },
        }),
      ).rejects.toThrow('doubt.gone')
      expect(await deals.change({ ...win, settles, decide: () => said('not now') })).toEqual(said('not now'))
      expect(await find()).toMatchObject({ state: 'open', decidedBy: undefined })
      const heard: unknown[] = []
      const hearing = (change: Change): Change => ({
        ...change,
        settles,
        decide(before) {
          heard.push(before.waiting?.state)
          return before.waiting?.state === 'open' ? change.decide(before) : said('settled')
        },
      })
      const answers = await Promise.all([hearing(win), hearing(aWin(here, sam))].map(deals.change))
      expect(heard).toEqual(['open', 'done'])
      expect(answers[1]).toEqual(said('settled'))
      expect(await find()).toMatchObject({ state: 'done', decidedBy: gus.id, decidedAt: noon })
      expect(await deals.find(workspace.id, asId(2))).toBeUndefined()
    })

    test('sees nothing of what waits in another workspace', async () => {
      const here = await waiting()
      const other = await waiting()
      const settles = { id: other.id, by: here.sam.id, at: noon }
      const decide: Change['decide'] = (before) => said(before.waiting?.state ?? 'nothing')
      const win = aWin(here, here.sam)
      expect(await stores().deals.change({ ...win, settles, decide })).toEqual(said('nothing'))
    })
  })
}
