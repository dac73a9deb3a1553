// A board looks everybody up by the key of the day totals and of the targets: its cost does not grow with the days that were kept.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import { everybodysTargets, memberSums } from '../../src/storage/leaderboard-store.ts'
import { asId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { addDays } from '../../src/vocabulary/local-date.ts'
import { month, quarter } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'

onEachDatabase((database, kind) => {
  test('no statement of a board reads all totals or targets', async () => {
    const { client } = database()
    await seedDeals(database(), 20_000)
    const workspace = asId<WorkspaceId>(1)
    const members = await client.member.findMany({ where: { workspaceId: workspace }, select: { id: true } })
    const days = Array.from({ length: 800 }, (_, index) => addDays(quarter.from, index))
    for (const { id } of members) {
      const row = {
        workspaceId: workspace,
        subject: `member ${id}`,
        metric: 'revenue',
        periodKind: 'day',
        value: 1n,
        setById: id,
        setAt: 0n,
      }
      const dated = days.map((day) => ({ ...row, periodFrom: day, periodTo: day, periodYear: 2026, periodIndex: 0 }))
      await client.target.createMany({ data: dated })
    }
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const asked = [
      memberSums(kind, workspace, 'revenue', undefined, [quarter, month]),
      memberSums(kind, workspace, 'revenue', [asId<TeamId>(0), asId<TeamId>(1)], [quarter, month]),
      everybodysTargets(kind, workspace, 'revenue', [quarter, month]),
    ]
    for (const { sql, values } of asked) {
      const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql}`, ...values)
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      expect(plan).toMatch(kind === 'sqlite' ? /SEARCH t USING/ : /Index .*on "(DayTotal|Target)"/)
      expect(plan).not.toMatch(kind === 'sqlite' ? /SCAN t\b/ : /Seq Scan on "(DayTotal|Target)"/)
    }
  })
})
