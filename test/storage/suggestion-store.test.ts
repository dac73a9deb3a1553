// Suggestions on both databases: their contract, and that each look is bounded however many deals there are.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import type { Client, Database } from '../../src/storage/database.ts'
import { suggestionStore } from '../../src/storage/suggestion-store.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { suggestionStoreContract } from '../contracts/suggestion-store.ts'
import { onEachDatabase } from './databases.ts'
import { storesOn } from './stores-on.ts'

onEachDatabase((database) => {
  suggestionStoreContract(() => ({ ...storesOn(database()), suggestions: suggestionStore(database()) }))
})

onEachDatabase((database, kind) => {
  test('a customer of long ago is found by how they begin, and a deal with them', async () => {
    const { workspace } = await seedDeals(database(), 20_000)
    const store = suggestionStore(database())
    const within = { everybody: true } as const
    expect(await store.names('customers', workspace, 'Customer 77', within)).toContain('Customer 77')
    expect((await store.names('customers', workspace, 'customer 1999', within)).slice(0, 3)).toEqual([
      'Customer 19999',
      'Customer 19998',
      'Customer 19997',
    ])
    const found = await store.deals(workspace, 'customer 77', { open: false, own: asId<MemberId>(1), within })
    expect(found.map(({ customer }) => customer)).toContain('Customer 77')
    expect(await store.names('customers', workspace, 'nobody', within)).toEqual([])
  })

  test('nothing reads a whole table', async () => {
    const { client } = database()
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const asked: [string, readonly unknown[]][] = []
    const listening = {
      async $queryRawUnsafe(sql: string, ...values: unknown[]) {
        asked.push([sql, values])
        return []
      },
    }
    const store = suggestionStore({ ...database(), client: listening as unknown as Client } satisfies Database) // only listens to what is asked
    const workspace = asId<WorkspaceId>(1)
    const led = { everybody: false, member: asId<MemberId>(3), teams: [asId<TeamId>(1), asId<TeamId>(2)] } as const
    for (const within of [{ everybody: true } as const, led]) {
      for (const part of ['', 'cust', 'zz']) {
        for (const of of ['customers', 'products', 'tags'] as const) await store.names(of, workspace, part, within)
        for (const open of [true, false]) await store.deals(workspace, part, { open, own: asId<MemberId>(3), within })
      }
      await store.deals(workspace, '42', { open: false, own: asId<MemberId>(3), within })
    }
    await store.people(workspace, { platform: 'slack', id: 'T1' }, 'rep')
    expect(asked).toHaveLength(2 * (3 * 5 + 1) + 2 + 1)
    for (const [sql, values] of asked) {
      const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql}`, ...values)
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN [el]\b/ : /Seq Scan on "Deal"/)
    }
  })
})
