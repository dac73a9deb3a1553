// A company that was here before the sales model: what it stored is read as it was, and can be corrected and taken back like any other.
import { runMigrations } from 'graphile-worker'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migratePostgres, migrateSqlite, migrationsOf } from '../../src/storage/migrate.ts'
import { placeOf } from '../../src/storage/place.ts'
import { asId, type WorkspaceId } from '../../src/vocabulary/ids.ts'
import { whyNoPostgres } from '../fakes/postgres.ts'
import { emptyPlace, type Place } from '../storage/databases.ts'
import { type Office, openOffice, type Told } from './office.ts'

const at = Date.parse('2026-11-17T09:00:00Z')
const announce = 'terminal/OFFICE/C1SALES'

/** A deal's facts as events had them then. */
const facts = (minor: number, state = 'won') =>
  JSON.stringify({
    state,
    owner: 2,
    team: null,
    customer: 'Acme',
    minor: String(minor),
    currency: 'USD',
    closedOn: '2026-11-17',
    note: '',
    tags: [],
    splits: [{ member: 1, basisPoints: 3000 }],
  })

/** Sam won a deal, shared with Gus, and put its amount right; another one he took back before anybody saw it. */
const rows = [
  `INSERT INTO "Workspace" ("id", "name", "currency", "timeZone", "language", "announce", "nextDeal", "changes", "createdAt")
    VALUES (1, 'Office', 'USD', 'Europe/Oslo', 'en', '${announce}', 3, 4, ${at})`,
  `INSERT INTO "Installation" ("id", "platform", "externalId", "workspaceId") VALUES (1, 'terminal', 'OFFICE', 1)`,
  `INSERT INTO "Member" ("id", "workspaceId", "name", "foldedWords", "role", "createdAt")
    VALUES (1, 1, 'Gus Berg', ' gus berg ', 'admin', ${at}), (2, 1, 'Sam Ortiz', ' sam ortiz ', 'rep', ${at})`,
  `INSERT INTO "Identity" ("installationId", "externalId", "memberId", "handle", "foldedHandle")
    VALUES (1, 'UGUS', 1, 'gus', 'gus'), (1, 'USAM', 2, 'sam', 'sam')`,
  `INSERT INTO "Target" ("workspaceId", "subject", "metric", "periodKind", "periodFrom", "periodTo", "periodYear", "periodIndex", "value",
      "setById", "setAt") VALUES (1, 'member 2', 'revenue', 'quarter', '2026-10-01', '2026-12-31', 2026, 4, 1000000, 1, ${at})`,
  ...[1, 2].map(
    (
      number,
    ) => `INSERT INTO "Deal" ("workspaceId", "number", "state", "ownerId", "customer", "foldedCustomer", "minor", "currency", "ownMinor",
      "closedOn", "note", "tags", "splits", "revision", "head", "loggedAt", "loggedById", "headById", "headSeq")
    VALUES (1, ${number}, ${number === 1 ? "'won'" : "'withdrawn'"}, 2, 'Acme', 'acme', 500000, 'USD', 350000,
      '2026-11-17', '', '[]', '[{"member":1,"basisPoints":3000}]', 2, ${number === 1 ? '2' : '0'}, ${at}, 2,
      ${number === 1 ? '2, 2' : 'NULL, NULL'})`,
  ),
  `INSERT INTO "DealEvent" ("workspaceId", "number", "revision", "kind", "byId", "platform", "at", "before", "after", "headBefore", "headAfter",
      "reverts", "seq") VALUES
    (1, 1, 1, 'won', 2, 'terminal', ${at}, NULL, '${facts(400000)}', 0, 1, NULL, 1),
    (1, 1, 2, 'edited', 2, 'terminal', ${at}, '${facts(400000)}', '${facts(500000)}', 1, 2, NULL, 2),
    (1, 2, 1, 'won', 2, 'terminal', ${at}, NULL, '${facts(500000)}', 0, 1, NULL, 3),
    (1, 2, 2, 'undone', 2, 'terminal', ${at}, '${facts(500000)}', '${facts(500000, 'withdrawn')}', 1, 0, 1, 4)`,
  `INSERT INTO "DealCredit" ("workspaceId", "memberId", "closedOn", "number", "minor") VALUES (1, 1, '2026-11-17', 1, 150000)`,
  `INSERT INTO "DayTotal" ("workspaceId", "memberId", "metric", "day", "teamId", "value") VALUES
    (1, 2, 'revenue', '2026-11-17', 0, 350000), (1, 1, 'revenue', '2026-11-17', 0, 150000), (1, 2, 'deals', '2026-11-17', 0, 1)`,
  `INSERT INTO "CompanyDayTotal" ("workspaceId", "metric", "day", "value") VALUES
    (1, 'revenue', '2026-11-17', 500000), (1, 'deals', '2026-11-17', 1)`,
  `INSERT INTO "OutboxEntry" ("workspaceId", "key", "to", "kind", "about", "action", "of", "writtenAt", "notBefore", "state",
      "endedAt") VALUES
    (1, 'deal/1', '${announce}', 'win-card', '{"deal":1}', 'post', NULL, ${at}, ${at}, 'waiting', NULL),
    (1, 'deal/1/card/2', '${announce}', 'win-card', '{"deal":1}', 'rewrite', 'deal/1', ${at}, ${at}, 'waiting', NULL),
    (1, 'deal/2', '${announce}', 'win-card', '{"deal":2}', 'post', NULL, ${at}, ${at}, 'dropped', ${at})`,
]

describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  let place: Place | undefined
  let office: Office | undefined
  beforeEach(async ({ skip }) => {
    place = await emptyPlace(kind)
    if (!place) return skip(true, whyNoPostgres)
    const [foundation] = migrationsOf(kind)
    if (!foundation) throw new Error('There are no migrations')
    const data = { name: `${foundation.name}_data`, sql: rows.join(';\n'), checksum: 'data' }
    const { target } = placeOf(place.url)
    if (kind === 'sqlite') migrateSqlite(target, [foundation, data])
    else {
      await migratePostgres(target, [foundation, data])
      await runMigrations({ connectionString: place.url })
    }
    office = await openOffice({ url: place.url, setUp: false })
  })
  afterEach(async () => {
    await office?.close()
    await place?.drop()
  })

  const types = async (line: string): Promise<Told> => {
    if (!office) throw new Error(whyNoPostgres)
    return office.types('sam', line)
  }

  test('what was won, corrected and taken back reads as it did', async () => {
    const shown = (await types('/deal show #1')).text
    for (const part of ['Amount: $5,000.00', 'Won on: yesterday', 'Gus Berg has 30 %', '$4,000.00 → $5,000.00'])
      expect(shown).toContain(part)
    expect((await types('/deal show #2')).text).toContain('State: undone')
    expect((await types('/progress')).text).toContain('$3,500 of $10,000 · 35 %')
    expect((await office?.channel())?.[0]).toContain('🔔 Sam Ortiz closed Acme: $5,000 (corrected)')
    expect(await office?.stores.deals.rebuildTotals(asId<WorkspaceId>(1))).toBe(0)
    expect((await office?.stores.deals.find(asId(1), asId(1)))?.touchedAt).toBe(at)
  })

  test('it is edited, undone, redone and moved, and its card follows', async () => {
    await office?.channel()
    expect((await types('/deal undo #1')).text).toContain('Deal #1 is back to $4,000.00')
    expect(await office?.channel()).toMatchObject([
      expect.stringContaining('🔔 Sam Ortiz closed Acme: $4,000\n'),
      expect.stringContaining('Sam Ortiz put the amount back'),
    ])
    expect((await types('/deal edit #1 amount 6000')).text).toContain('$6,000.00')
    const shown = await types('/deal show #2')
    expect((await office?.presses('sam', 'Redo', shown))?.text).toContain('Deal #2 counts again: $5,000.00')
    expect((await office?.channel())?.some((text) => text.includes('closed Acme: $5,000'))).toBe(true)
    expect((await types('/deal stage #2 proposal')).text).toContain('Deal #2 is open again')
    expect((await types('/progress')).text).toContain('$4,200 of $10,000')
    expect(await office?.stores.deals.rebuildTotals(asId<WorkspaceId>(1))).toBe(0)
  })
})
