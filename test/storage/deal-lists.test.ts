// Lists of deals by whatever narrows them, the same on both databases, and by an index where there may be many.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import type { DealFacts } from '../../src/deals/deal.ts'
import { log } from '../../src/deals/deal-changes.ts'
import type { DealFilter } from '../../src/deals/deal-store.ts'
import type { Client, Database } from '../../src/storage/database.ts'
import { listDeals } from '../../src/storage/deal-lists.ts'
import { later } from '../../src/vocabulary/clock.ts'
import { asId, type MemberId, type TeamId } from '../../src/vocabulary/ids.ts'
import { money, usDollar } from '../../src/vocabulary/money.ts'
import { actor, aWin, company, date, facts, noon, quarter, said } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

onEachDatabase((database, kind) => {
  async function office() {
    const { deals } = storesOn(database())
    const here = await company(storesOn(database()))
    const [, ben, cleo] = here.members
    /** Logs a deal in these facts at that time. */
    const logs = (more: Partial<DealFacts>, at = noon) =>
      deals.change({
        ...aWin(here, ben),
        decide: ({ number }) => ({ ...log(number, facts(ben, more), actor(ben, at)), posts: [], answer: said(`#${number}`) }),
      })
    const list = async (filter: DealFilter, page = { skip: 0, take: 20 }) => {
      const found = await deals.list(here.workspace.id, filter, page)
      const sums = found.byStage.map(({ stage, count, sum }) => [stage, count, sum]).sort()
      return { numbers: found.deals.map(({ number }) => number), sums }
    }
    return { here, ben, cleo, logs, list, deals }
  }

  // First, as the seed wants an empty database.
  test('none of them reads the whole table', async () => {
    const { client } = database()
    const { workspace } = await seedDeals(database(), 20_000)
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const asked: [string, readonly unknown[]][] = []
    const listening = {
      async $queryRawUnsafe(sql: string, ...values: unknown[]) {
        asked.push([sql, values])
        return []
      },
    }
    const list = listDeals({ ...database(), client: listening as unknown as Client } satisfies Database) // only listens to what is asked
    const { from, to } = quarter
    const stale = { before: date('2026-11-18'), untouchedSince: noon }
    const filters: readonly DealFilter[] = [
      { state: 'won', owner: asId<MemberId>(3) },
      { state: 'won', from, to },
      { state: 'won', from, to, product: 'GTX Pro', customer: 'customer 9', tags: ['a'] },
      { state: 'lost', from, to, teams: [asId<TeamId>(1), asId<TeamId>(2)] },
      { state: 'open' },
      { state: 'open', owner: asId<MemberId>(3), stale },
    ]
    for (const filter of filters) await list(workspace, filter, { skip: 0, take: 10 })
    expect(asked).toHaveLength(2 * filters.length)
    for (const [sql, values] of asked) {
      const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql}`, ...values)
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN d\b/ : /Seq Scan on "Deal"/)
      expect(plan).toMatch(kind === 'sqlite' ? /SEARCH d USING (?:COVERING )?INDEX/ : /Index/)
    }
  })

  test('open deals come by the day on which they should close, won and lost ones newest first; each stage has its sum', async () => {
    const { logs, list } = await office()
    const open = { state: 'open', stage: 'lead', path: ['lead'] } as const
    await logs({ ...open, closedOn: date('2026-12-20') })
    await logs({ ...open, stage: 'proposal', closedOn: date('2026-12-01'), amount: money(9_007_199_254_740_993n, usDollar) })
    await logs({ ...open, stage: 'proposal', closedOn: date('2026-12-20'), amount: money(9_007_199_254_740_993n, usDollar) })
    await logs({ closedOn: date('2026-11-01') })
    await logs({ closedOn: date('2026-11-02') })
    await logs({ state: 'lost', lossReason: 'price', closedOn: date('2026-11-02') })
    expect(await list({ state: 'open' })).toEqual({
      numbers: [2, 1, 3],
      sums: [
        ['lead', 1, 500_000n],
        ['proposal', 2, 18_014_398_509_481_986n],
      ],
    })
    expect(await list({ state: 'won' })).toEqual({ numbers: [5, 4], sums: [[undefined, 2, 1_000_000n]] })
    expect(await list({ state: 'lost' })).toEqual({ numbers: [6], sums: [[undefined, 1, 500_000n]] })
    expect((await list({ state: 'open' }, { skip: 1, take: 1 })).numbers).toEqual([1])
    expect((await list({ state: 'open', from: date('2026-12-02'), to: date('2026-12-20') })).numbers).toEqual([1, 3])
  })

  test('narrowed by owner, team, product, customer and tags, all at once', async () => {
    const { logs, list, ben, cleo } = await office()
    await logs({ product: 'GTX Pro', customer: 'Æther Ltd', tags: ['north', 'renewal'], team: asId<TeamId>(1) })
    await logs({ product: 'GTX PRO', customer: 'Globex', tags: ['north'], team: asId<TeamId>(2) })
    await logs({ product: 'GTK 500', owner: cleo.id, tags: ['renew', 'größer "x"'], team: asId<TeamId>(2) })
    const numbers = async (filter: Omit<DealFilter, 'state'>) => [...(await list({ state: 'won', ...filter })).numbers].sort()
    expect(await numbers({ product: 'gtx ｐro' })).toEqual([1, 2])
    expect(await numbers({ product: 'gtx' })).toEqual([])
    expect(await numbers({ customer: 'æther LTD' })).toEqual([1])
    expect(await numbers({ tags: ['north'] })).toEqual([1, 2])
    expect(await numbers({ tags: ['renewal', 'north'] })).toEqual([1])
    expect(await numbers({ tags: ['größer "x"'] })).toEqual([3])
    expect(await numbers({ tags: ['ren'] })).toEqual([])
    expect(await numbers({ owner: cleo.id })).toEqual([3])
    expect(await numbers({ owner: ben.id, product: 'GTK 500' })).toEqual([])
    expect(await numbers({ teams: [asId<TeamId>(2)] })).toEqual([2, 3])
    expect(await numbers({ teams: [asId<TeamId>(1), asId<TeamId>(2)], tags: ['north'] })).toEqual([1, 2])
    expect(await numbers({ teams: [] })).toEqual([])
    expect(await list({ state: 'won', product: 'nothing' })).toEqual({ numbers: [], sums: [] })
  })

  test('stale ones are past their day, or without an event for long', async () => {
    const { logs, list } = await office()
    const open = { state: 'open', stage: 'lead', path: ['lead'] } as const
    const day = 86_400_000
    await logs({ ...open, closedOn: date('2026-11-17') })
    await logs({ ...open, closedOn: date('2026-11-18') })
    await logs({ ...open, closedOn: date('2026-12-18') }, later(noon, -15 * day))
    await logs({ ...open, closedOn: date('2026-12-18') }, later(noon, -13 * day))
    const stale = { before: date('2026-11-18'), untouchedSince: later(noon, -14 * day) }
    expect((await list({ state: 'open', stale })).numbers).toEqual([1, 3])
  })

  test('no other workspace’s deals are among them', async () => {
    const [one, two] = [await office(), await office()]
    await one.logs({})
    expect((await two.list({ state: 'won' })).numbers).toEqual([])
    expect((await two.list({ state: 'won', owner: one.ben.id })).numbers).toEqual([])
  })
})
