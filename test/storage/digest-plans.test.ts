// A digest reads many people's deals at once: each statement begins at an index, and none goes through all deals, totals or events.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import { stretchesTo } from '../../src/diagnosis/track.ts'
import { closedWays, latestDoings, openSums, sumsByTeam } from '../../src/storage/digest-store.ts'
import { figuresSql } from '../../src/storage/figures-sql.ts'
import { dealsChangedSince } from '../../src/storage/one-to-one-store.ts'
import { closedDeals, loggedKinds } from '../../src/storage/track-store.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { activityKind } from '../../src/vocabulary/metrics.ts'
import { quarter } from '../contracts/company.ts'
import { day } from '../vocabulary/typed.ts'
import { onEachDatabase } from './databases.ts'

const today = day('2026-11-20')

onEachDatabase((database, kind) => {
  test('no statement of a digest or a 1:1 reads a whole table, and a forecast of a week ago looks each change up', async () => {
    const { client } = database()
    const { members } = await seedDeals(database(), 20_000)
    await client.$executeRawUnsafe(`UPDATE "Deal" SET "touchedAt" = "loggedAt", "openedOn" = "closedOn", "path" = 'lead'`)
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const workspace = asId<WorkspaceId>(1)
    const some = members.slice(1, 4)
    const stretches = stretchesTo(today)
    const kinds = ['calls', 'meetings'].map(activityKind)
    const asked = [
      openSums(kind, workspace, undefined, quarter, today),
      openSums(kind, workspace, some, quarter, today),
      closedWays(kind, workspace, some, stretches.recent),
      closedDeals(kind, workspace, some, stretches.recent),
      loggedKinds(kind, workspace, some, kinds, stretches.recent),
      latestDoings(kind, workspace, some),
      sumsByTeam(kind, workspace, quarter),
      dealsChangedSince(kind, workspace, members[1] ?? asId(1), Date.parse('2026-11-13')),
    ]
    for (const { sql, values } of asked) {
      const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql}`, ...values)
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      expect(plan).not.toMatch(
        kind === 'sqlite' ? /SCAN [dtef]\b|SEARCH [dtef] .*(\(workspaceId=\?\)|_at_idx)/ : /Seq Scan on "(Deal|DayTotal|DealEvent)"/,
      )
    }

    // … nor does a forecast as of a week ago, where many deals close in its period.
    await client.$executeRawUnsafe(`UPDATE "Deal" SET "closedOn" = '2026-11-19'`)
    if (kind === 'postgresql') await client.$executeRawUnsafe('ANALYZE')
    const row = {
      slot: 0,
      workspaceId: 1,
      memberId: 0,
      teamId: 0,
      subject: 'company',
      metric: 'revenue',
      kind: 'quarter',
      from: quarter.from,
      to: quarter.to,
      today,
    }
    const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
    const sql = figuresSql(kind, 'company', 0, { since: Date.parse('2026-11-13') })
    const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql}`, JSON.stringify([row]))
    const plan = rows.map((line) => line.detail ?? line['QUERY PLAN']).join('\n')
    if (kind === 'sqlite')
      expect(plan).toContain('SEARCH e USING INDEX sqlite_autoindex_DealEvent_1 (workspaceId=? AND number=? AND revision=?)')
    else expect(plan).not.toContain('Seq Scan on "DealEvent" e')
  })
})
