// Whatever is done to deals, in whatever order and however many at once, the totals are what the deals say.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { credits } from '../../src/deals/day-totals.ts'
import type { Deal } from '../../src/deals/deal.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { anEdit, anUndo, aRedo, aWin, type Company, company, date, quarter, year } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

const days = ['2026-01-01', '2026-10-01', '2026-11-18', '2026-12-31', '2027-01-01'] as const

const act = fc.record({
  do: fc.constantFrom('win', 'win', 'edit', 'undo', 'undo', 'redo'),
  by: fc.nat(2),
  number: fc.integer({ min: 1, max: 8 }),
  minor: fc.bigInt({ min: 1n, max: 2n ** 53n }),
  day: fc.constantFrom(...days),
  shares: fc.array(fc.record({ of: fc.nat(2), basisPoints: fc.integer({ min: 0, max: 5000 }) }), { maxLength: 2 }),
  owner: fc.nat(2),
})
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

onEachDatabase((database) => {
  const stores = () => storesOn(database())

  function change(here: Company, { do: what, by, number, minor, day, shares, owner }: Act) {
    const member = (index: number) => here.members[index] ?? here.members[0]
    const facts = {
      owner: member(owner).id,
      amount: money(minor, usDollar),
      closedOn: date(day),
      splits: shares.map(({ of, basisPoints }) => ({ member: member(of).id, basisPoints })),
    }
    const deal = asId<DealNumber>(number)
    if (what === 'win') return aWin(here, member(by), { facts: { ...facts, owner: member(by).id } })
    if (what === 'edit') return anEdit(here, member(by), deal, facts)
    return what === 'undo' ? anUndo(here, member(by), deal) : aRedo(here, member(by), deal)
  }

  test('the stored totals are those of the events and of the deals', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), async (rounds) => {
        const { deals, figures } = stores()
        const here = await company(stores())
        const { id, version } = here.workspace
        for (const acts of rounds) await Promise.all(acts.map((each) => deals.change(change(here, each))))
        expect(await deals.rebuildTotals(id)).toBe(0)
        const all: Deal[] = [...(await deals.won(id, { owner: undefined }, { skip: 0, take: 100 })).deals]
        for (const period of [quarter, year]) {
          const within = all.filter(({ closedOn }) => closedOn >= period.from && closedOn <= period.to)
          const sum = within.reduce((total, { amount }) => total + amount.minor, 0n)
          expect((await figures.figures(id, version, { kind: 'company' }, 'revenue', period, 0)).actual).toBe(sum)
          for (const { id: member } of here.members) {
            const own = within.flatMap(credits).filter((credit) => credit.member === member)
            const subject = { kind: 'member', member } as const
            const found = await figures.figures(id, version, subject, 'revenue', period, 0)
            expect(found.actual).toBe(own.reduce((total, { minor }) => total + minor, 0n))
            const credited = await figures.credited(id, subject, period, 100)
            expect(credited.deals.reduce((total, { credit }) => total + credit, 0n)).toBe(found.actual)
            expect(credited.count).toBe(credited.deals.length)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('totals that went wrong are put right, and counted', async () => {
    const { deals, figures } = stores()
    const here = await company(stores())
    const { id: workspaceId, version } = here.workspace
    const [, ben, cleo] = here.members
    await deals.change(aWin(here, ben))
    await deals.change(aWin(here, cleo))
    const { client } = database()
    await client.dayTotal.updateMany({ where: { workspaceId, memberId: ben.id, metric: 'revenue' }, data: { value: 1n } })
    await client.dayTotal.deleteMany({ where: { workspaceId, memberId: cleo.id, metric: 'deals' } })
    await client.dayTotal.create({ data: { workspaceId, memberId: ben.id, metric: 'deals', day: '2026-01-01', teamId: 7, value: 3n } })
    await client.companyDayTotal.updateMany({ where: { workspaceId, metric: 'revenue' }, data: { value: 5n } })
    expect(await deals.rebuildTotals(workspaceId)).toBe(4)
    expect(await deals.rebuildTotals(workspaceId)).toBe(0)
    expect((await figures.figures(workspaceId, version, { kind: 'company' }, 'revenue', quarter, 0)).actual).toBe(1_000_000n)
    expect((await figures.figures(workspaceId, version, { kind: 'member', member: cleo.id }, 'deals', quarter, 0)).actual).toBe(1n)
  })
})
