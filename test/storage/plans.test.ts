// What is asked with every command looks rows up by an index: its cost does not grow with the number of deals.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import type { Subject } from '../../src/conversation/people.ts'
import type { Client, Database } from '../../src/storage/database.ts'
import { figuresStore } from '../../src/storage/figures-store.ts'
import { findSql } from '../../src/storage/ledger/find.ts'
import { standingSince } from '../../src/storage/ledger/standings.ts'
import { asId, type MemberId } from '../../src/vocabulary/ids.ts'
import { quarter } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'

/** Tables that grow with the deals. */
const large = ['Deal', 'DealEvent', 'DealCredit', 'DayTotal', 'OutboxEntry', 'AnsweredRequest']

onEachDatabase((database, kind) => {
  test('no statement of a win or of progress reads a whole table', async () => {
    const { client } = database()
    await seedDeals(database(), 20_000)
    await client.$executeRawUnsafe('INSERT INTO "DealCredit" SELECT "workspaceId", 3, "closedOn", "number", 1 FROM "Deal"')
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const standing = { slot: 0, choice: 0, workspaceId: 1, memberId: 3, subject: 'member 3', kind: 'quarter', number: 9 }
    const document = JSON.stringify({
      workspaces: [1],
      requests: ['a', 'b'],
      standings: [{ ...standing, firstDay: quarter.from, lastDay: quarter.to }],
      alike: [{ slot: 0, workspaceId: 1, customer: 'customer 9', minor: '5', firstDay: quarter.from, lastDay: quarter.to, number: 0 }],
    })
    const asked: [string, readonly unknown[]][] = [findSql[kind], standingSince(kind)].map((sql) => [sql, [document]])
    const listening = {
      async $queryRawUnsafe(sql: string, ...values: unknown[]) {
        asked.push([sql, values])
        return []
      },
    }
    const figures = figuresStore({ ...database(), client: listening as unknown as Client } satisfies Database) // only listens to what is asked
    const subjects: Subject[] = [{ kind: 'company' }, { kind: 'member', member: asId<MemberId>(3) }]
    for (const subject of subjects) {
      await figures.figures(asId(1), 1, subject, 'revenue', quarter, 3).catch(() => {})
    }
    expect(asked).toHaveLength(4)
    for (const [sql, values] of asked) {
      const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql.replace(/\/\*.*?\*\//, '')}`, ...values)
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      for (const table of large)
        expect(plan).not.toMatch(kind === 'sqlite' ? new RegExp(`SCAN ${table}\\b`) : new RegExp(`Seq Scan on "${table}"`))
    }
  })
})
