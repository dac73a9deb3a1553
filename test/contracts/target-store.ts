// What the features rely on when they set targets, checked on every store of targets.
import { describe, expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import type { Target } from '../../src/targets/target.ts'
import { type Company, company, month, noon, quarter, type Stores, said, uniqueId, year } from './company.ts'

export function targetStoreContract(stores: () => Stores): void {
  const target = ({ members }: Company, more: Partial<Target> = {}): Target => ({
    subject: { kind: 'member', member: members[1].id },
    metric: 'revenue',
    period: quarter,
    value: 9_007_199_254_740_993n,
    setBy: members[0].id,
    setAt: noon,
    ...more,
  })
  const set = (at: Company, value: Target, more: Partial<{ version: number; requestKey: string }> = {}) => {
    const { id, version } = at.workspace
    const answer = (before: Target | undefined) => said(`${before?.value ?? 'none'} → ${value.value}`)
    return stores().targets.set({ workspace: id, version, requestKey: uniqueId(), target: value, answer, ...more })
  }

  describe('a target', () => {
    test('is in force once it is set, and the next one replaces it', async () => {
      const here = await company(stores())
      const find = () => stores().targets.find(here.workspace.id, target(here).subject, 'revenue', quarter)
      expect(await find()).toBeUndefined()
      expect(await set(here, target(here))).toEqual(said('none → 9007199254740993'))
      expect(await find()).toEqual(target(here))
      expect(await set(here, target(here, { value: 7n }))).toEqual(said('9007199254740993 → 7'))
      expect(await find()).toEqual(target(here, { value: 7n }))
    })

    test('is one for each subject, metric and period', async () => {
      const here = await company(stores())
      const company_ = { kind: 'company' } as const
      const all = [
        target(here, { value: 1n }),
        target(here, { value: 2n, metric: 'deals' }),
        target(here, { value: 3n, period: month }),
        target(here, { value: 4n, period: year }),
        target(here, { value: 5n, subject: company_ }),
        target(here, { value: 6n, subject: { kind: 'member', member: here.members[2].id } }),
      ]
      await Promise.all(all.map((each) => set(here, each)))
      for (const each of all) expect(await stores().targets.find(here.workspace.id, each.subject, each.metric, each.period)).toEqual(each)
      const there = await company(stores())
      expect(await stores().targets.find(there.workspace.id, company_, 'revenue', quarter)).toBeUndefined()
    })

    test('of a repeated request is answered as before, also when the workspace has changed', async () => {
      const here = await company(stores())
      const requestKey = uniqueId()
      const first = await set(here, target(here, { value: 1n }), { requestKey })
      await set(here, target(here, { value: 2n }))
      expect(await set(here, target(here, { value: 1n }), { requestKey })).toEqual(first)
      expect(await set(here, target(here, { value: 1n }), { requestKey, version: 99 })).toEqual(first)
      expect(await stores().targets.find(here.workspace.id, target(here).subject, 'revenue', quarter)).toMatchObject({ value: 2n })
      expect(await stores().answered.find(requestKey)).toEqual(first)
    })

    test('that was decided on an old version of the workspace is stale, and is not set', async () => {
      const here = await company(stores())
      await expect(set(here, target(here), { version: here.workspace.version - 1 })).rejects.toThrow(Stale)
      expect(await stores().targets.find(here.workspace.id, target(here).subject, 'revenue', quarter)).toBeUndefined()
    })

    test('whose answer cannot be made is not set', async () => {
      const here = await company(stores())
      const answer = () => {
        throw new Error('not like this')
      }
      const { id, version } = here.workspace
      const change = { workspace: id, version, requestKey: uniqueId(), target: target(here), answer }
      await expect(stores().targets.set(change)).rejects.toThrow('not like this')
      expect(await stores().targets.find(id, target(here).subject, 'revenue', quarter)).toBeUndefined()
    })
  })
}
