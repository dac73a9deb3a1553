// A reminder looks everybody up by keys: what was done long ago costs it nothing.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import { habitsQuery } from '../../src/storage/reminder-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { date, noon } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'

onEachDatabase((database, kind) => {
  test('no statement of a reminder reads all deals, events or activities', async () => {
    const { client } = database()
    await seedDeals(database(), 20_000)
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const when = { day: date('2026-11-19'), since: asInstant(noon - 3_600_000) }
    const { id } = await client.member.findFirstOrThrow({ select: { id: true } })
    for (const member of [undefined, id]) {
      const { sql, values } = habitsQuery(kind, 1, when, member)
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(
        `${kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${sql}`,
        ...values,
      )
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      expect(plan).toMatch(kind === 'sqlite' ? /SEARCH d USING/ : /Index .*on "?Deal"?/)
      expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN (d|e|DealEvent)\b/ : /Seq Scan on "(Deal|DealEvent)"/)
    }
  })
})
