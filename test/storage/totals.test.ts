// Whatever is done to deals and activities, in whatever order and however many at once, the totals are what these say.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Activity } from '../../src/activities/activity.ts'
import type { Member } from '../../src/conversation/people.ts'
import { credits } from '../../src/deals/day-totals.ts'
import type { Deal, DealFacts } from '../../src/deals/deal.ts'
import { change as changed, factsOf } from '../../src/deals/deal-changes.ts'
import { atStage, lostFor, movedTo, wonAs } from '../../src/deals/pipeline.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { aMove, calls, someCalls } from '../contracts/activity-store.ts'
import { aChange, anEdit, anUndo, aRedo, aWin, type Company, company, date, quarter, year } from '../contracts/company.ts'
import { plainRules } from '../fakes/plain.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

const days = ['2026-01-01', '2026-10-01', '2026-11-18', '2026-12-31', '2027-01-01'] as const

const act = fc.record({
  do: fc.constantFrom('win', 'open', 'move', 'close', 'lose', 'edit', 'split', 'undo', 'undo', 'redo'),
  by: fc.nat(2),
  number: fc.integer({ min: 1, max: 8 }),
  minor: fc.bigInt({ min: 1n, max: 2n ** 53n }),
  day: fc.constantFrom(...days),
  shares: fc.array(fc.record({ of: fc.nat(2), basisPoints: fc.integer({ min: 0, max: 5000 }) }), { maxLength: 2 }),
  owner: fc.nat(2),
})
const stages = ['lead', 'qualified', 'proposal'] as const
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

const logged = fc.record({
  do: fc.constantFrom('log', 'log', 'correct', 'undo', 'redo'),
  by: fc.nat(2),
  number: fc.integer({ min: 1, max: 8 }),
  count: fc.integer({ min: 1, max: 100_000 }),
  day: fc.constantFrom(...days),
  team: fc.integer({ min: 1, max: 2 }),
})
type Logged = typeof logged extends fc.Arbitrary<infer Value> ? Value : never

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
    const own = { ...facts, owner: member(by).id }
    const stage = stages[number % stages.length] ?? 'lead'
    switch (what) {
      case 'win':
        return aWin(here, member(by), { facts: own })
      case 'open':
        return aWin(here, member(by), { facts: { ...own, ...atStage('lead', date(day)) } })
      case 'move':
        return aTurn(here, member(by), deal, 'staged', (now) => movedTo(now, stage, date(day), date(day)))
      case 'close':
        return aTurn(here, member(by), deal, 'won', (now) => wonAs(now, undefined, date(day)))
      case 'lose':
        return aTurn(here, member(by), deal, 'lost', (now) =>
          now.state === 'open' ? lostFor(now, 'price', 'too much', date(day), plainRules) : undefined,
        )
      case 'edit':
        return anEdit(here, member(by), deal, facts)
      case 'split':
        return anEdit(here, member(by), deal, { splits: facts.splits })
    }
    return what === 'undo' ? anUndo(here, member(by), deal) : aRedo(here, member(by), deal)
  }

  /** A step of a deal through the pipeline; undefined: it cannot be taken. */
  const aTurn = (
    here: Company,
    by: Member,
    number: DealNumber,
    kind: 'staged' | 'won' | 'lost',
    facts: (now: Deal) => DealFacts | undefined,
  ) =>
    aChange(here, by, number, ({ deal }, actor) => {
      const after = facts(deal)
      return after && changed(deal, after, kind, actor)
    })

  function activity(here: Company, { do: what, by, number, count, day, team }: Logged) {
    const member = here.members[by] ?? here.members[0]
    if (what === 'log') return someCalls(here, member, count, { day, team })
    return aMove(here, member, number, what === 'correct' ? { count, day } : what === 'undo' ? 'undo' : 'redo')
  }

  test('taking back everything that was ever done leaves nothing in any figure, and bringing the last thing back brings its figures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
        const { deals, figures } = stores()
        const here = await company(stores())
        const { id, version } = here.workspace
        for (const each of acts) await deals.change(change(here, each))
        const [by] = here.members
        const actual = async () => (await figures.figures(id, version, { kind: 'company' }, 'revenue', year, 0)).actual
        for (let number = 1; ; number += 1) {
          const deal = asId<DealNumber>(number)
          const before = await deals.find(id, deal)
          if (!before) break
          const stood = await actual()
          await deals.change(anUndo(here, by, deal))
          if (before.head > 0) {
            // one step back and forth: the facts and the figures are the same again
            await deals.change(aRedo(here, by, deal))
            expect(factsOf((await deals.find(id, deal)) ?? before)).toEqual(factsOf(before))
            expect(await actual()).toBe(stood)
          }
          for (let left = before.revision + 1; left > 0; left -= 1) await deals.change(anUndo(here, by, deal))
          expect(await deals.find(id, deal)).toMatchObject({ state: 'withdrawn', head: 0 })
        }
        expect(await actual()).toBe(0n)
        const { client } = database()
        for (const rows of [
          await client.dayTotal.findMany({ where: { workspaceId: id } }),
          await client.companyDayTotal.findMany({ where: { workspaceId: id } }),
        ])
          expect(rows.filter(({ value }) => value !== 0n)).toEqual([])
        expect(await client.dealCredit.count({ where: { workspaceId: id } })).toBe(0)
        expect(await deals.rebuildTotals(id)).toBe(0)
      }),
      { numRuns: 12 },
    )
  })

  test('the totals of activities are those of their events, beside those of the deals', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.array(logged, { maxLength: 3 })), { maxLength: 6 }), async (rounds) => {
        const { deals, activities } = stores()
        const here = await company(stores())
        const { id } = here.workspace
        for (const [deal, more] of rounds) {
          await Promise.all([deals.change(change(here, deal)), ...more.map((one) => activities.change(activity(here, one)))])
        }
        const own: Activity[] = []
        for (const { id: member } of here.members) {
          const listed = await activities.list(id, { member, period: year }, { skip: 0, take: 100 })
          const sum = listed.activities.reduce((total, { count }) => total + BigInt(count), 0n)
          expect((await activities.totals(id, { kind: 'member', member }, year, [calls])).get('calls') ?? 0n).toBe(sum)
          own.push(...listed.activities)
        }
        const all = own.reduce((total, { count }) => total + BigInt(count), 0n)
        expect((await activities.totals(id, { kind: 'company' }, year, [calls])).get('calls') ?? 0n).toBe(all)
        expect(await deals.rebuildTotals(id)).toBe(0)
        // and from nothing, too
        await database().client.dayTotal.deleteMany({ where: { workspaceId: id } })
        await database().client.companyDayTotal.deleteMany({ where: { workspaceId: id } })
        await deals.rebuildTotals(id)
        expect((await activities.totals(id, { kind: 'company' }, year, [calls])).get('calls') ?? 0n).toBe(all)
        expect(await deals.rebuildTotals(id)).toBe(0)
      }),
      { numRuns: 15 },
    )
  })

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
            const credited = await figures.credited(id, subject, 'revenue', period, { skip: 0, take: 100 })
            expect(credited.deals.reduce((total, { credit }) => total + credit, 0n)).toBe(found.actual)
            expect(credited.count).toBe(credited.deals.length)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('totals that went wrong are put right, and counted', async () => {
    const { deals, figures, activities } = stores()
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
    await activities.change(someCalls(here, ben, 12))
    await client.dayTotal.updateMany({ where: { workspaceId, metric: 'calls' }, data: { value: 11n } })
    expect(await deals.rebuildTotals(workspaceId)).toBe(5)
    expect(await deals.rebuildTotals(workspaceId)).toBe(0)
    expect((await figures.figures(workspaceId, version, { kind: 'company' }, 'revenue', quarter, 0)).actual).toBe(1_000_000n)
    expect((await figures.figures(workspaceId, version, { kind: 'member', member: cleo.id }, 'deals', quarter, 0)).actual).toBe(1n)
  })
})
