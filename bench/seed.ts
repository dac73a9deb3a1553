// A workspace with any number of deals, written by the database itself: 30 members, five years, each deal with its event, its totals
// and the entry of its post, the last ones with the answer to their request. The last day is 2026-11-20.
import type { Database, DatabaseKind, Transaction } from '../src/storage/database.ts'
import { asId, type MemberId, type WorkspaceId } from '../src/vocabulary/ids.ts'

export const memberCount = 30

/** Seeds an empty database and returns whom it has. */
export const seedDeals = (database: Database, deals: number): Promise<{ workspace: WorkspaceId; members: readonly MemberId[] }> =>
  database.transaction((client) => write(client, database.kind, deals), seconds) // a million rows take longer than a command may

const seconds = 600

async function write(
  client: Transaction,
  kind: DatabaseKind,
  deals: number,
): Promise<{ workspace: WorkspaceId; members: readonly MemberId[] }> {
  const settings = { name: 'Acme', currency: 'USD', timeZone: 'Europe/Oslo', language: 'en', announce: 'slack/T1/C1', createdAt: 0n }
  const { id } = await client.workspace.create({ data: { ...settings, nextDeal: deals + 1 } })
  const installation = await client.installation.create({ data: { platform: 'slack', externalId: 'T1', workspaceId: id } })
  const members: MemberId[] = []
  for (let n = 1; n <= memberCount; n++) {
    const role = n === 1 ? 'admin' : 'rep'
    const member = await client.member.create({
      data: { workspaceId: id, name: `Rep ${n}`, foldedWords: ` rep ${n} `, role, createdAt: 0n },
    })
    const identity = { installationId: installation.id, externalId: `U${n}`, memberId: member.id }
    await client.identity.create({ data: { ...identity, handle: `rep${n}`, foldedHandle: `rep${n}` } })
    members.push(asId<MemberId>(member.id))
    const target = { workspaceId: id, subject: `member ${member.id}`, metric: 'revenue', setById: member.id, setAt: 0n }
    const period = { periodKind: 'quarter', periodFrom: '2026-10-01', periodTo: '2026-12-31', periodYear: 2026, periodIndex: 4 }
    await client.target.create({ data: { ...target, ...period, value: 500_000_000n } })
  }
  const [first] = members
  const sqlite = kind === 'sqlite'
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${deals})`
  const owner = `${first} + i % ${memberCount}`
  const daysBack = `(${deals} - i) * 1825 / ${deals}`
  const day = sqlite
    ? `date('2026-11-20', '-' || (${daysBack}) || ' days')`
    : `to_char(date '2026-11-20' - CAST(${daysBack} AS integer), 'YYYY-MM-DD')`
  const minor = '100000 + i % 113 * 7919'
  const json = sqlite ? "'[]'" : "'[]'::jsonb"
  await client.$executeRawUnsafe(`${numbers} INSERT INTO "Deal" ("workspaceId", "number", "state", "ownerId", "customer", "foldedCustomer", "minor", "currency", "ownMinor",
    "closedOn", "note", "tags", "splits", "revision", "head", "loggedAt", "loggedById", "headById", "headSeq")
    SELECT ${id}, i, 'won', ${owner}, 'Customer ' || i, 'customer ' || i, ${minor}, 'USD', ${minor}, ${day}, '', ${json}, ${json}, 1, 1, i, ${owner}, ${owner}, i FROM n`)
  const object = sqlite ? 'json_object' : 'jsonb_build_object'
  await client.$executeRawUnsafe(`INSERT INTO "DealEvent" ("workspaceId", "number", "revision", "kind", "byId", "platform", "at", "after", "headBefore", "headAfter", "seq")
    SELECT "workspaceId", "number", 1, 'won', "ownerId", 'slack', "loggedAt", ${object}('state', 'won', 'owner', "ownerId", 'team', NULL, 'customer', "customer",
      'minor', CAST("minor" AS TEXT), 'currency', "currency", 'closedOn', "closedOn", 'note', '', 'tags', ${sqlite ? 'json' : ''}(${json}), 'splits', ${sqlite ? 'json' : ''}(${json})), 0, 1, "number" FROM "Deal"`)
  for (const [metric, value] of [
    ['revenue', 'SUM("minor")'],
    ['deals', 'COUNT(*)'],
  ]) {
    await client.$executeRawUnsafe(`INSERT INTO "DayTotal" ("workspaceId", "memberId", "metric", "day", "teamId", "value")
      SELECT "workspaceId", "ownerId", '${metric}', "closedOn", 0, ${value} FROM "Deal" GROUP BY 1, 2, 4`)
  }
  await client.$executeRawUnsafe(`INSERT INTO "CompanyDayTotal" ("workspaceId", "metric", "day", "value")
    SELECT "workspaceId", "metric", "day", SUM("value") FROM "DayTotal" GROUP BY 1, 2, 3`)
  await client.$executeRawUnsafe(`INSERT INTO "OutboxEntry" ("workspaceId", "key", "to", "kind", "about", "action", "writtenAt", "state", "attempts", "notBefore", "posted", "endedAt")
    SELECT "workspaceId", 'win ' || "number", 'slack/T1/C1', 'deal-card', ${object}('number', "number"), 'post', "loggedAt", 'done', 1, "loggedAt", '1700000000.' || "number", "loggedAt" FROM "Deal"`)
  const text = sqlite ? '' : '::jsonb'
  const recent = `"number" > ${deals - 100_000}`
  await client.$executeRawUnsafe(
    `INSERT INTO "AnsweredRequest" SELECT 'request ' || "number", '{"kind":"message","message":{"nodes":[]},"replaces":false}'${text}, "loggedAt" FROM "Deal" WHERE ${recent}`,
  )
  // what PostgreSQL does by itself after a minute. SQLite's is never run: with its samples each new value has a statement planned anew
  if (!sqlite) await client.$executeRawUnsafe('ANALYZE')
  return { workspace: asId<WorkspaceId>(id), members }
}
