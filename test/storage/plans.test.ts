// What is asked with every command looks rows up by an index: its cost does not grow with the number of deals.
import { expect, test } from 'vitest'
import { seedDeals } from '../../bench/seed.ts'
import type { Subject } from '../../src/conversation/people.ts'
import type { Client, Database } from '../../src/storage/database.ts'
import { figuresStore } from '../../src/storage/figures-store.ts'
import { findSql } from '../../src/storage/ledger/find.ts'
import { standingSince } from '../../src/storage/ledger/standings.ts'
import { pipelineStore } from '../../src/storage/pipeline-store.ts'
import { asInstant } from '../../src/vocabulary/clock.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { date, noon, quarter } from '../contracts/company.ts'
import { onEachDatabase } from './databases.ts'

/** Tables that grow with the deals. */
const large = ['Deal', 'DealEvent', 'DealCredit', 'DayTotal', 'OutboxEntry', 'AnsweredRequest']

onEachDatabase((database, kind) => {
  test('no statement of a win or of progress reads a whole table', async () => {
    const { client } = database()
    await seedDeals(database(), 20_000)
    await client.$executeRawUnsafe('INSERT INTO "DealCredit" SELECT "workspaceId", 3, "closedOn", "number", 1 FROM "Deal"')
    await client.$executeRawUnsafe(`UPDATE "Deal" SET "state" = 'open', "stage" = 'lead', "stageSince" = '2026-01-01', "openedOn" = '2026-01-01', "path" = 'lead'
      WHERE "number" % 50 = 0`)
    await client.$executeRawUnsafe(`UPDATE "DealEvent" SET "kind" = 'staged', "before" = "after" WHERE "number" % 50 = 1`)
    const north = await client.team.create({ data: { workspaceId: 1, name: 'North' } })
    const squads = Array.from({ length: 12 }, (_, n) => ({ workspaceId: 1, name: `Squad ${n}`, parentId: north.id }))
    await client.team.createMany({ data: squads })
    await client.$executeRawUnsafe(`UPDATE "DayTotal" SET "teamId" = ${north.id} + "memberId" % 13`)
    const calls = (workspaceId: number) =>
      Array.from({ length: 2_000 }, (_, n) => ({
        workspaceId,
        memberId: (n % 30) + 1,
        periodKind: 'quarter',
        periodFrom: `20${10 + (n % 80)}-10-01`,
        commit: 1n,
        byId: 1,
        at: 1n,
      }))
    await client.forecastCall.createMany({ data: calls(1) })
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
    const ears = { ...database(), client: listening as unknown as Client } satisfies Database // only listens to what is asked
    const figures = figuresStore(ears)
    const team = asId<TeamId>(north.id)
    const subjects: Subject[] = [{ kind: 'company' }, { kind: 'member', member: asId<MemberId>(3) }, { kind: 'team', team }]
    const since = asInstant(noon - 7 * 24 * 3_600_000)
    for (const subject of subjects) {
      await figures.figures(asId(1), 1, subject, 'revenue', quarter, 3).catch(() => {})
      await figures.figures(asId(1), 1, subject, 'revenue', quarter, 3, { today: date('2026-11-18') }).catch(() => {})
      await figures.figures(asId(1), 1, subject, 'revenue', quarter, 3, { since, today: date('2026-11-18') }).catch(() => {})
      if (subject.kind !== 'member') await figures.parts({ id: asId(1), language: 'en' }, subject, 'revenue', quarter)
      const pipeline = pipelineStore(ears)
      const whole = { workspace: asId<WorkspaceId>(1), version: 1, subject, period: undefined }
      const days = { today: date('2026-11-18'), closedFrom: date('2025-11-19'), leftFrom: date('2026-05-18') }
      await pipeline.sums({ ...whole, ...days }).catch(() => {}) // there is no version to compare
      const limits = [{ stage: 'lead', since: date('2026-11-01') }]
      await pipeline
        .stuck({ ...whole, limits, seen: { everybody: false, member: asId(3), teams: [team] }, page: { skip: 0, take: 10 } })
        .catch(() => {})
    }
    expect(asked).toHaveLength(2 + 3 * 3 + 2 * 2 + 3 * 6)
    for (const [sql, values] of asked) {
      const words = kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`${words} ${sql.replace(/\/\*.*?\*\//, '')}`, ...values)
      const plan = rows.map((row) => row.detail ?? row['QUERY PLAN']).join('\n')
      // The tree of teams is walked for what is asked, and not again for every deal that is looked at.
      expect(plan.match(/RECURSIVE STEP|Recursive Union/g)?.length ?? 0).toBeLessThanOrEqual(3)
      for (const table of large) {
        // SQLite calls a table by the name that the statement gives it.
        const names = [table, ...[...sql.matchAll(new RegExp(`"${table}" (?:AS )?([a-z]\\w*)`, 'g'))].map(([, alias = '']) => alias)]
        for (const name of names)
          expect(plan).not.toMatch(kind === 'sqlite' ? new RegExp(`SCAN ${name}\\b`) : new RegExp(`Seq Scan on "${table}"`))
      }
    }
  })
})
