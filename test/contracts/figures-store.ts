// What progress relies on, checked on every store of figures.
import { describe, expect, test } from 'vitest'
import type { Subject } from '../../src/conversation/people.ts'
import { Stale } from '../../src/conversation/people.ts'
import { asId, type MemberId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { anUndo, aWin, type Company, company, date, month, noon, quarter, type Stores, said, uniqueId } from './company.ts'

export function figuresStoreContract(stores: () => Stores): void {
  const everybody: Subject = { kind: 'company' }

  /** Ben wins 1 and 2 (a tenth of which is Cleo's), Cleo 3 (half of it Ben's), 4 is Ben's of the summer, 5 was taken back. */
  async function aQuarter(): Promise<Company> {
    const { deals } = stores()
    const here = await company(stores())
    const [, ben, cleo] = here.members
    const amount = (minor: bigint) => money(minor, usDollar)
    await deals.change(aWin(here, ben, { facts: { amount: amount(1000n), closedOn: date('2026-11-20') } }))
    const tenth = [{ member: cleo.id, basisPoints: 1000 }]
    await deals.change(aWin(here, ben, { facts: { amount: amount(2000n), closedOn: date('2026-10-02'), splits: tenth } }))
    const half = [{ member: ben.id, basisPoints: 5000 }]
    await deals.change(aWin(here, cleo, { facts: { amount: amount(3000n), closedOn: date('2026-11-03'), splits: half } }))
    await deals.change(aWin(here, ben, { facts: { amount: amount(4000n), closedOn: date('2026-08-01') } }))
    await deals.change(aWin(here, ben, { facts: { amount: amount(5000n) } }))
    await deals.change(anUndo(here, ben, await lastNumber(here)))
    return here
  }
  const lastNumber = async (at: Company) => {
    const last = await stores().deals.lastChangedBy(at.workspace.id, at.members[1].id)
    if (!last) throw new Error('Nothing was won')
    return last.number
  }
  const ofMember = (member: MemberId): Subject => ({ kind: 'member', member })

  describe('figures', () => {
    test('of a member: what is theirs of the period, and the newest deals that they have a share in', async () => {
      const here = await aQuarter()
      const { id, version } = here.workspace
      const [, ben, cleo] = here.members
      const figures = async (subject: Subject, metric: 'revenue' | 'deals', period = quarter, last = 9) => {
        const found = await stores().figures.figures(id, version, subject, metric, period, last)
        return [found.actual, found.last.map(({ number }) => number)]
      }
      expect(await figures(ofMember(ben.id), 'revenue')).toEqual([4300n, [1, 3, 2]])
      expect(await figures(ofMember(ben.id), 'revenue', quarter, 2)).toEqual([4300n, [1, 3]])
      expect(await figures(ofMember(ben.id), 'deals')).toEqual([2n, [1, 3, 2]])
      expect(await figures(ofMember(cleo.id), 'revenue')).toEqual([1700n, [3, 2]])
      expect(await figures(ofMember(cleo.id), 'revenue', month)).toEqual([1500n, [3]])
      expect(await figures(everybody, 'revenue')).toEqual([6000n, [1, 3, 2]])
      expect(await figures(everybody, 'deals', month)).toEqual([2n, [1, 3]])
      expect(await figures(ofMember(here.members[0].id), 'revenue')).toEqual([0n, []])
    })

    test('come with the deals as they stand, and with the target', async () => {
      const here = await aQuarter()
      const { id, version } = here.workspace
      const [ada, ben] = here.members
      const { figures, deals, targets } = stores()
      const before = await figures.figures(id, version, ofMember(ben.id), 'revenue', quarter, 1)
      expect(before.target).toBeUndefined()
      expect(before.last).toEqual([(await deals.won(id, { owner: ben.id }, { skip: 0, take: 1 })).deals[0]])
      const target = {
        subject: ofMember(ben.id),
        metric: 'revenue',
        period: quarter,
        value: 10n ** 15n,
        setBy: ada.id,
        setAt: noon,
      } as const
      await targets.set({ workspace: id, version, requestKey: uniqueId(), target, answer: () => said('set') })
      expect((await figures.figures(id, version, ofMember(ben.id), 'revenue', quarter, 1)).target).toEqual(target)
      expect((await figures.figures(id, version, ofMember(ben.id), 'deals', quarter, 1)).target).toBeUndefined()
      expect((await figures.figures(id, version, ofMember(ben.id), 'revenue', month, 1)).target).toBeUndefined()
      expect((await figures.figures(id, version, everybody, 'revenue', quarter, 0)).last).toEqual([])
    })

    test('of another version of the workspace are stale', async () => {
      const { workspace } = await company(stores())
      const ask = (version: number) => stores().figures.figures(workspace.id, version, everybody, 'revenue', quarter, 3)
      await expect(ask(workspace.version - 1)).rejects.toThrow(Stale)
      await expect(stores().figures.figures(asId(2 ** 31 - 1), 1, everybody, 'revenue', quarter, 3)).rejects.toThrow(Stale)
      expect(await ask(workspace.version)).toEqual({ actual: 0n, target: undefined, last: [] })
    })

    test('are made up of deals with the credit of each', async () => {
      const here = await aQuarter()
      const [, ben, cleo] = here.members
      const credited = async (subject: Subject, take: number) => {
        const { deals, count } = await stores().figures.credited(here.workspace.id, subject, 'revenue', quarter, { skip: 0, take })
        return [deals.map(({ deal, credit }) => [deal.number, credit]), count]
      }
      expect(await credited(ofMember(ben.id), 9)).toEqual([
        [
          [1, 1000n],
          [3, 1500n],
          [2, 1800n],
        ],
        3,
      ])
      expect(await credited(ofMember(ben.id), 1)).toEqual([[[1, 1000n]], 3])
      expect(await credited(ofMember(cleo.id), 9)).toEqual([
        [
          [3, 1500n],
          [2, 200n],
        ],
        2,
      ])
      expect(await credited(everybody, 9)).toEqual([
        [
          [1, 1000n],
          [3, 3000n],
          [2, 2000n],
        ],
        3,
      ])
    })
  })
}
