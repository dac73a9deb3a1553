// What shout-outs rely on, checked on every store of them.
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/conversation/people.ts'
import type { DealFacts } from '../../src/deals/deal.ts'
import { asId, type DealNumber, type KudosId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { anUndo, aWin, type Company, company, date, month, noon, type Stores, said, uniqueId } from './company.ts'

export function shoutOutsStoreContract(stores: () => Stores): void {
  const win = (at: Company, who: Member, minor: bigint, customer: string, more: Partial<DealFacts> = {}) =>
    stores().deals.change(aWin(at, who, { facts: { amount: money(minor, usDollar), customer, ...more } }))
  const before = { closedOn: date('2026-10-31') }

  describe('the best win of each', () => {
    test('is what brought them the most of their own in these days, also as a share of somebody else’s', async () => {
      const here = await company(stores())
      const [ada, ben, cleo] = here.members
      await win(here, ben, 9_000n, 'Before', before)
      await win(here, ben, 500n, 'Acme')
      await win(here, ben, 1_000n, 'Globex', { splits: [{ member: cleo.id, basisPoints: 7_000 }] })
      await win(here, cleo, 600n, 'Hooli', { closedOn: month.from })
      const best = await stores().shoutOuts.bestOf(here.workspace.id, [ada.id, ben.id, cleo.id], month)
      expect([...best.values()]).toEqual([
        { member: ben.id, customer: 'Acme', minor: 500n },
        { member: cleo.id, customer: 'Globex', minor: 700n },
      ])
    })

    test('of those that are level is the first, and what was taken back is none', async () => {
      const here = await company(stores())
      const [, ben] = here.members
      await win(here, ben, 900n, 'Gone')
      await win(here, ben, 500n, 'Acme')
      await win(here, ben, 500n, 'Globex')
      await stores().deals.change(anUndo(here, ben, asId<DealNumber>(1)))
      const best = await stores().shoutOuts.bestOf(here.workspace.id, [ben.id], month)
      expect(best.get(ben.id)).toEqual({ member: ben.id, customer: 'Acme', minor: 500n })
    })
  })

  test('the largest wins are whole, without those of some, and of this workspace alone', async () => {
    const here = await company(stores())
    const there = await company(stores())
    const [ada, ben, cleo] = here.members
    await win(there, there.members[0], 99_999n, 'Elsewhere')
    await win(here, ada, 5_000n, 'Hidden')
    await win(here, ben, 1_000n, 'Acme', { splits: [{ member: cleo.id, basisPoints: 9_000 }] })
    await win(here, cleo, 2_000n, 'Globex', { closedOn: month.to })
    await win(here, cleo, 900n, 'Hooli')
    await win(here, cleo, 7_000n, 'Before', before)
    const largest = (take: number, except: readonly Member[] = []) =>
      stores().shoutOuts.largest(here.workspace.id, month, { except: except.map(({ id }) => id), take })
    expect((await largest(9)).map(({ customer }) => customer)).toEqual(['Hidden', 'Globex', 'Acme', 'Hooli'])
    expect(await largest(2, [ada])).toEqual([
      { member: cleo.id, customer: 'Globex', minor: 2_000n },
      { member: ben.id, customer: 'Acme', minor: 1_000n },
    ])
    expect(await largest(2, [ada, ben, cleo])).toEqual([])
  })

  test('thanks are counted by who got them, without those taken back or of other days', async () => {
    const here = await company(stores())
    const [ada, ben, cleo] = here.members
    let last: KudosId | undefined
    const thank = (from: Member, to: Member, day = '2026-11-18') =>
      stores().kudos.give({
        workspace: here.workspace.id,
        version: here.workspace.version,
        requestKey: uniqueId(),
        at: noon,
        kudos: { from: from.id, to: to.id, reason: 'the demo', day: date(day), at: noon },
        decide(id) {
          last = id
          return { posts: [], answer: said('given') }
        },
      })
    await thank(ben, cleo, '2026-11-01')
    await thank(ada, cleo, '2026-11-30')
    await thank(ada, ben)
    await thank(ada, cleo, '2026-10-31')
    await thank(cleo, ada)
    const id = last
    if (id === undefined) throw new Error('Nothing was given')
    await stores().kudos.withdraw({
      workspace: here.workspace.id,
      version: here.workspace.version,
      requestKey: uniqueId(),
      at: noon,
      id,
      decide: () => ({ posts: [], answer: said('taken back') }),
    })
    expect(await stores().shoutOuts.thanks(here.workspace.id, month)).toEqual(
      new Map([
        [cleo.id, 2],
        [ben.id, 1],
      ]),
    )
  })
}
