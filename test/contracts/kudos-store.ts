// What the features rely on when thanks are given, checked on every store of them.
import { describe, expect, test } from 'vitest'
import { type Member, Stale } from '../../src/conversation/people.ts'
import type { Post } from '../../src/conversation/post.ts'
import { kudosKey } from '../../src/kudos/kudos.ts'
import type { KudosStore } from '../../src/kudos/kudos-store.ts'
import { asId, type KudosId } from '../../src/vocabulary/ids.ts'
import { type Company, company, date, noon, quarter, type Stores, said, uniqueId } from './company.ts'

type Give = Parameters<KudosStore['give']>[0]

export function kudosStoreContract(stores: () => Stores): void {
  const ids: KudosId[] = []
  const thanks = ({ workspace }: Company, from: Member, to: Member, more: Partial<Give> & { readonly day?: string } = {}): Give => {
    const { day = '2026-11-18', ...wish } = more
    return {
      workspace: workspace.id,
      version: workspace.version,
      requestKey: uniqueId(),
      at: noon,
      kudos: { from: from.id, to: to.id, reason: 'the demo', day: date(day), at: noon },
      decide(id, givenToday) {
        ids.push(id)
        const post: Post = { key: kudosKey(id), to: workspace.announce, kind: 'kudos', about: { kudos: id }, action: { do: 'post' } }
        return { posts: [post], answer: said(`after ${givenToday}`) }
      },
      ...wish,
    }
  }
  const give = async (...of: Parameters<typeof thanks>) => {
    const answer = await stores().kudos.give(thanks(...of))
    return { answer, id: ids.at(-1) ?? asId<KudosId>(0) }
  }
  const withdraw = ({ workspace }: Company, id: KudosId, requestKey = uniqueId()) =>
    stores().kudos.withdraw({
      workspace: workspace.id,
      version: workspace.version,
      requestKey,
      at: noon,
      id,
      decide(found) {
        if (!found) return { answer: said('nothing') }
        const { kudos, to, givenThatDay } = found
        const answer = said(`${kudos.withdrawn ? 'gone' : 'stands'} in ${to}, ${givenThatDay} that day`)
        return kudos.withdrawn ? { answer } : { posts: [], answer }
      },
    })

  describe('thanks', () => {
    test('are kept, counted by day, and posted', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const first = await give(here, ben, cleo)
      expect(first.answer).toEqual(said('after 0'))
      expect((await give(here, ben, cleo)).answer).toEqual(said('after 1'))
      expect((await give(here, cleo, ben)).answer).toEqual(said('after 0'))
      expect((await give(here, ben, cleo, { day: '2026-11-19' })).answer).toEqual(said('after 0'))
      expect(await stores().kudos.find(here.workspace.id, first.id)).toEqual({
        id: first.id,
        from: ben.id,
        to: cleo.id,
        reason: 'the demo',
        day: '2026-11-18',
        at: noon,
        withdrawn: false,
      })
      expect(stores().woken).toContain(here.workspace.announce)
    })

    test('that are taken back stay, and count no more', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const { id } = await give(here, ben, cleo)
      await give(here, ben, cleo)
      expect(await withdraw(here, id)).toEqual(said(`stands in ${here.workspace.announce}, 2 that day`))
      expect(await withdraw(here, id)).toEqual(said(`gone in ${here.workspace.announce}, 1 that day`))
      expect(await stores().kudos.find(here.workspace.id, id)).toMatchObject({ withdrawn: true })
      expect((await give(here, ben, cleo)).answer).toEqual(said('after 1'))
      const { given, last } = await stores().kudos.list(here.workspace.id, ben.id, quarter, 10)
      expect([given, last.length]).toEqual([2, 2])
    })

    test('are listed with who gave and who got them, the last ones first', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      for (const [from, to] of [
        [ada, ben],
        [ben, cleo],
        [cleo, ada],
        [cleo, ben],
      ] as const)
        await give(here, from, to)
      await give(here, ada, ben, { day: '2026-08-01' })
      const { given, received, last } = await stores().kudos.list(here.workspace.id, ben.id, quarter, 2)
      expect([given, received]).toEqual([1, 2])
      expect(last.map(({ fromName, toName }) => `${fromName} → ${toName}`)).toEqual(['Cleo → Ben', 'Ben → Cleo'])
    })

    test('of a repeated request are given once; those that cannot be are not', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const requestKey = uniqueId()
      await give(here, ben, cleo, { requestKey })
      expect((await give(here, ben, cleo, { requestKey })).answer).toEqual(said('after 0'))
      const decide = () => {
        throw new Error('enough')
      }
      await expect(give(here, ben, cleo, { decide })).rejects.toThrow('enough')
      await expect(give(here, ben, cleo, { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      expect((await stores().kudos.list(here.workspace.id, ben.id, quarter, 10)).given).toBe(1)
    })

    test('given at the same time are counted one after the other', async () => {
      const here = await company(stores())
      const [, ben, cleo] = here.members
      const answers = await Promise.all([1, 2, 3].map(() => stores().kudos.give(thanks(here, ben, cleo))))
      const texts = answers.map((answer) => JSON.stringify(answer)).sort()
      expect(texts).toEqual([0, 1, 2].map((count) => JSON.stringify(said(`after ${count}`))))
    })

    test('find the account of who gets them, in that installation', async () => {
      const here = await company(stores())
      const there = await company(stores())
      const [, ben] = here.members
      const { kudos } = stores()
      expect(await kudos.personIn(here.workspace.id, here.installation, ben.id)).toBe('U2')
      expect(await kudos.personIn(here.workspace.id, there.installation, ben.id)).toBeUndefined()
      expect(await kudos.personIn(there.workspace.id, here.installation, ben.id)).toBeUndefined()
    })

    test('are nothing to another workspace', async () => {
      const [here, there] = [await company(stores()), await company(stores())]
      const { id } = await give(here, here.members[1], here.members[2])
      expect(await stores().kudos.find(there.workspace.id, id)).toBeUndefined()
      expect(await withdraw(there, id)).toEqual(said('nothing'))
      expect((await stores().kudos.list(there.workspace.id, here.members[1].id, quarter, 10)).last).toEqual([])
    })
  })
}
