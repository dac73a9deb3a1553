// Ten thousand small companies, written by the database itself: five people and their targets, a deal each a week for a quarter.
import type { Database } from '../src/storage/database.ts'

/** Seeds an empty database with workspaces whose installations are T1, T2 … and whose people are U1 (an admin) to U5. */
export async function seedWorkspaces(database: Database, count: number): Promise<void> {
  const sqlite = database.kind === 'sqlite'
  const numbers = (to: number, name = 'n') =>
    sqlite
      ? `(WITH RECURSIVE ${name}(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM ${name} WHERE i < ${to}) SELECT i FROM ${name}) AS ${name}`
      : `generate_series(1, ${to}) AS ${name}(i)`
  const day = sqlite ? `date('2026-11-20', '-' || ((w.i - 1) * 7) || ' days')` : `to_char(date '2026-11-20' - (w.i - 1) * 7, 'YYYY-MM-DD')`
  const empty = sqlite ? "'[]'" : "'[]'::jsonb"
  await database.transaction(async (client) => {
    const run = (sql: string) => client.$executeRawUnsafe(sql)
    await run(`INSERT INTO "Workspace" ("id", "name", "currency", "timeZone", "language", "announce", "nextDeal", "createdAt")
      SELECT n.i, 'Company ' || n.i, 'USD', 'Europe/Oslo', 'en', 'slack/T' || n.i || '/C1', 61, 0 FROM ${numbers(count)}`)
    await run(
      `INSERT INTO "Installation" ("id", "platform", "externalId", "workspaceId") SELECT n.i, 'slack', 'T' || n.i, n.i FROM ${numbers(count)}`,
    )
    const member = '(n.i - 1) * 5 + m.i'
    const both = `${numbers(count)} CROSS JOIN ${numbers(5, 'm')}`
    await run(`INSERT INTO "Member" ("id", "workspaceId", "name", "foldedWords", "role", "timeZone", "createdAt")
      SELECT ${member}, n.i, 'Rep ' || m.i, ' rep ' || m.i || ' ', CASE m.i WHEN 1 THEN 'admin' ELSE 'rep' END, 'Europe/Oslo', 0 FROM ${both}`)
    await run(`INSERT INTO "Identity" ("installationId", "externalId", "memberId", "handle", "foldedHandle")
      SELECT n.i, 'U' || m.i, ${member}, 'rep' || m.i, 'rep' || m.i FROM ${both}`)
    await run(`INSERT INTO "Target" ("workspaceId", "subject", "metric", "periodKind", "periodFrom", "periodTo", "periodYear", "periodIndex", "value", "setById", "setAt")
      SELECT n.i, 'member ' || (${member}), 'revenue', 'quarter', '2026-10-01', '2026-12-31', 2026, 4, 5000000, ${member}, 0 FROM ${both}`)
    const number = '(w.i - 1) * 5 + m.i'
    await run(`INSERT INTO "Deal" ("workspaceId", "number", "state", "ownerId", "customer", "foldedCustomer", "minor", "currency", "ownMinor", "closedOn",
      "note", "tags", "splits", "revision", "head", "loggedAt", "loggedById", "headById", "headSeq")
      SELECT n.i, ${number}, 'won', ${member}, 'Customer ' || (${number}), 'customer ' || (${number}), 100000 + ${number} * 7919, 'USD', 100000 + ${number} * 7919,
      ${day}, '', ${empty}, ${empty}, 1, 1, 1, ${member}, ${member}, 1 FROM ${both} CROSS JOIN ${numbers(12, 'w')}`)
    for (const [metric, value] of [
      ['revenue', 'SUM("minor")'],
      ['deals', 'COUNT(*)'],
    ])
      await run(`INSERT INTO "DayTotal" ("workspaceId", "memberId", "metric", "day", "teamId", "value")
        SELECT "workspaceId", "ownerId", '${metric}', "closedOn", 0, ${value} FROM "Deal" GROUP BY 1, 2, 4`)
    await run(`INSERT INTO "CompanyDayTotal" ("workspaceId", "metric", "day", "value")
      SELECT "workspaceId", "metric", "day", SUM("value") FROM "DayTotal" GROUP BY 1, 2, 3`)
    // what PostgreSQL does by itself after a minute
    if (!sqlite) await run('ANALYZE')
  }, 600)
}
