// Nothing is locked between reading and writing: what somebody else does there is seen all the same.
import { expect, test } from 'vitest'
import { Stale } from '../../src/conversation/people.ts'
import { dealStore } from '../../src/storage/deal-store.ts'
import { asId, type DealNumber } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { anEdit, anUndo, aTarget, aWin, company, giveRole, noon, quarter, type Stores, said } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

onEachDatabase((database) => {
  const stores = () => storesOn(database())

  const writing = /^\/\* (ledger write|ledger change|all or nothing)/
  const readingTheDeal = /^SELECT .* FROM "Deal" d WHERE/

  /** Deals; right before the first time that they are written (or read), something else happens. */
  function dealsInterruptedBy(meanwhile: () => Promise<unknown>, before = writing): Stores['deals'] {
    let isFirst = true
    const client = new Proxy(database().client, {
      get(target, name) {
        if (name !== '$queryRawUnsafe' && name !== '$executeRawUnsafe') return Reflect.get(target, name)
        return async (sql: string, ...values: unknown[]) => {
          if (isFirst && before.test(sql)) {
            isFirst = false
            await meanwhile()
          }
          return target[name](sql, ...values)
        }
      },
    })
    return dealStore({ ...database(), client }, { queue: { wake: () => {} }, engine: false })
  }

  test('what the other has changed between reading and writing is seen, and everything is stored once', async () => {
    const [one, two] = [stores(), stores()]
    const here = await company(one)
    const [, ben] = here.members
    await one.deals.change(aWin(here, ben))
    const number = asId<DealNumber>(1)
    const edited = { amount: money(700_000n, usDollar) }
    const deals = dealsInterruptedBy(() => two.deals.change(anEdit(here, ben, number, edited)))
    const wins = await Promise.all([deals.change(aWin(here, ben)), deals.change(aWin(here, ben))])
    expect(wins).toEqual([said('#2, before 700000'), said('#3, before 1200000')])
    const editing = dealsInterruptedBy(() => two.deals.change(anEdit(here, ben, number, { note: 'theirs' })))
    expect(await editing.change(anEdit(here, ben, number, { customer: 'Ours' }))).toEqual(said('#1, revision 4'))
    expect(await one.deals.find(here.workspace.id, number)).toMatchObject({ ...edited, customer: 'Ours', note: 'theirs', revision: 4 })
    expect(await one.deals.won(here.workspace.id, { owner: ben.id }, { skip: 0, take: 9 })).toMatchObject({ count: 3 })
    expect(await one.deals.rebuildTotals(here.workspace.id)).toBe(0)
  })

  test('the same press on two copies at once is answered alike by both, also where one finds it done before it finds it answered', async () => {
    const [one, two] = [stores(), stores()]
    const here = await company(one)
    const [, ben] = here.members
    await one.deals.change(aWin(here, ben))
    const press = anUndo(here, ben, asId<DealNumber>(1))
    const answers: unknown[] = []
    const deals = dealsInterruptedBy(async () => answers.push(await two.deals.change(press)), readingTheDeal)
    answers.push(await deals.change(press))
    expect(answers).toEqual([said('#1, revision 2'), said('#1, revision 2')])
    expect(await deals.change(anUndo(here, ben, asId<DealNumber>(1)))).toEqual(said('nothing'))
    expect(await one.deals.events(here.workspace.id, asId<DealNumber>(1))).toHaveLength(2)
  })

  test('a target that is set between reading and writing is seen', async () => {
    const [one, two] = [stores(), stores()]
    const here = await company(one)
    const [, ben] = here.members
    const target = {
      subject: { kind: 'member', member: ben.id },
      metric: 'revenue',
      period: quarter,
      value: 7n,
      setBy: ben.id,
      setAt: noon,
    } as const
    const deals = dealsInterruptedBy(() => two.targets.setAll(aTarget(here.workspace, target)))
    const change = aWin(here, ben)
    const seen: unknown[] = []
    await deals.change({
      ...change,
      decide(before) {
        seen.push(before.standing.target)
        return change.decide(before)
      },
    })
    expect(seen).toEqual([undefined, 7n])
  })

  test('a role that changes between reading and writing makes the decision stale, in its own workspace only', async () => {
    const [one, two] = [stores(), stores()]
    const [here, there] = [await company(one), await company(one)]
    const [ada, ben] = here.members
    const deals = dealsInterruptedBy(() => giveRole(two, here.workspace, ben.id, 'manager', ada.id))
    const ends = await Promise.allSettled([deals.change(aWin(here, ben)), deals.change(aWin(there, there.members[1]))])
    expect(ends).toEqual([
      { status: 'rejected', reason: expect.any(Stale) },
      { status: 'fulfilled', value: said('#1, before 0') },
    ])
    expect(await one.deals.won(here.workspace.id, { owner: undefined }, { skip: 0, take: 9 })).toMatchObject({ count: 0 })
    expect(await one.deals.won(there.workspace.id, { owner: undefined }, { skip: 0, take: 9 })).toMatchObject({ count: 1 })
  })
})
