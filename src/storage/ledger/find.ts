// Reads what a batch of changes needs, in as few statements as the database allows: what costs here is the way through Prisma and
// back, not the rows. A statement that opens with a name in a comment is prepared under it (open-database.ts).
import type { Change } from '../../deals/deal-store.ts'
import { asId, type DealNumber, type WorkspaceId } from '../../vocabulary/ids.ts'
import type { DatabaseKind, Transaction } from '../database.ts'
import { type DealEventRow, type DealRow, dealColumns, dealOf, eventOf } from '../deal-rows.ts'
import { query } from '../query.ts'
import { storableJson, storedAnswer } from '../stored-text.ts'
import { alikeAsked, alikeDeal, alikeRows } from './alike.ts'
import type { Found, FoundDeal } from './batch.ts'
import { waitingFor } from './settle.ts'
import { candidates, inputOf, standingOf, standings } from './standings.ts'

/**
 * Rows of four sorts: workspaces (id, version, next deal, changes), requests (key, answer or null), standings (slot, choice, target, actual),
 * deals that are alike (slot; what people are told of it, as JSON, or null).
 */
interface FoundRow {
  readonly sort: 'workspace' | 'request' | 'standing' | 'alike'
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly t: string | null
  readonly u: string | null
}

export const findSql: Readonly<Record<DatabaseKind, string>> = {
  sqlite: `/* ledger find */ WITH ${inputOf.sqlite}
SELECT 'workspace' AS sort, w."id" AS a, w."version" AS b, w."nextDeal" AS c, w."changes" AS d, NULL AS t, NULL AS u
FROM input, json_each(doc, '$.workspaces') AS j CROSS JOIN "Workspace" w ON w."id" = j.value
UNION ALL
SELECT 'request', NULL, NULL, NULL, NULL, j.value, (SELECT r."answer" FROM "AnsweredRequest" r WHERE r."requestKey" = j.value)
FROM input, json_each(doc, '$.requests') AS j
UNION ALL
SELECT 'standing', slot, choice, NULL, NULL, target, actual FROM (${standings('sqlite')})
UNION ALL
${alikeRows('sqlite')}`,

  postgresql: `/* ledger find */ WITH ${inputOf.postgresql}
SELECT 'workspace' AS sort, w."id" AS a, w."version" AS b, w."nextDeal" AS c, w."changes" AS d, NULL AS t, NULL AS u
FROM input, jsonb_array_elements(doc -> 'workspaces') AS j(id) JOIN "Workspace" w ON w."id" = CAST(j.id AS integer)
UNION ALL
SELECT 'request', NULL, NULL, NULL, NULL, j.key,
  (SELECT CAST(r."answer" AS text) FROM "AnsweredRequest" r WHERE r."requestKey" = j.key)
FROM input, jsonb_array_elements_text(doc -> 'requests') AS j(key)
UNION ALL
SELECT 'standing', slot, choice, NULL, NULL, target, actual FROM (${standings('postgresql')}) AS found
UNION ALL
${alikeRows('postgresql')}`,
}

const workspacesOf = (changes: readonly Change[]) => [...new Set(changes.map(({ workspace }) => workspace))]

/**
 * Locks the workspaces of the changes on PostgreSQL; in the order of their ids, so that two copies of the program cannot wait for each
 * other. A statement of its own, before the others, so that these see what was committed while this one waited.
 */
export async function lockFor(transaction: Transaction, changes: readonly Change[]): Promise<void> {
  const sql = '/* ledger lock */ SELECT 1 FROM "Workspace" WHERE "id" = ANY(CAST($1 AS integer[])) ORDER BY "id" FOR NO KEY UPDATE'
  await transaction.$queryRawUnsafe(sql, `{${workspacesOf(changes).join()}}`)
}

/** The same member and periods are asked for once. */
const slotKey = ({ workspace, standing: { member, periods } }: Change): string =>
  `${workspace} ${member} ${periods.map(({ kind, from }) => `${kind} ${from}`).join(' ')}`

export async function findFor(kind: DatabaseKind, transaction: Transaction, changes: readonly Change[]): Promise<Found> {
  const slots = new Map<string, number>()
  const asked: object[] = []
  for (const change of changes) {
    const key = slotKey(change)
    if (slots.has(key)) continue
    asked.push(...candidates(slots.size, change.workspace, change.standing))
    slots.set(key, slots.size)
  }
  const requests = changes.map(({ requestKey }) => requestKey)
  const alike = changes.flatMap((change, slot) => alikeAsked(slot, change))
  const document = storableJson({ workspaces: workspacesOf(changes), requests, standings: asked, alike })
  const rows = await transaction.$queryRawUnsafe<FoundRow[]>(findSql[kind], document)
  const of = (sort: FoundRow['sort']) => rows.filter((row) => row.sort === sort)
  const found = new Map(of('standing').map(({ a, b, t, u }) => [a, { choice: b, target: t, actual: u }]))
  const alikeBySlot = new Map(of('alike').map(({ a, t }) => [a, t]))
  const [first] = changes
  return {
    workspaces: new Map(of('workspace').map(({ a, b, c, d }) => [asId<WorkspaceId>(a), { version: b, nextDeal: c, changes: d }])),
    answers: new Map(of('request').flatMap(({ t, u }) => (t && u ? [[t, storedAnswer(JSON.parse(u))]] : []))),
    standingOf: (change) => standingOf(change.standing, found.get(slots.get(slotKey(change)) ?? -1)),
    alikeTo: (change) => alikeDeal(alikeBySlot.get(changes.indexOf(change))),
    deal: first?.number === undefined ? undefined : await findDeal(kind, transaction, first.workspace, first.number),
    waiting: first && (await waitingFor(transaction, first)),
  }
}

async function findDeal(
  kind: DatabaseKind,
  transaction: Transaction,
  workspace: WorkspaceId,
  number: DealNumber,
): Promise<FoundDeal | undefined> {
  const ask = <Row>(write: Parameters<typeof query>[1]) => {
    const { sql, values } = query(kind, write)
    return transaction.$queryRawUnsafe<Row[]>(sql, ...values)
  }
  const [row] = await ask<DealRow>(
    (put) => `SELECT ${dealColumns('d')} FROM "Deal" d WHERE d."workspaceId" = ${put(workspace)} AND d."number" = ${put(number)}`,
  )
  if (!row) return undefined
  const events = await ask<DealEventRow>(
    (put) => `SELECT e.* FROM "DealEvent" e WHERE e."workspaceId" = ${put(workspace)} AND e."number" = ${put(number)}
      AND e."revision" IN (${put(row.head)}, ${put(row.revision)})`,
  )
  const at = (revision: number) => {
    const event = events.find((candidate) => candidate.revision === revision)
    return event && eventOf(event)
  }
  return { deal: dealOf(row), headEvent: at(row.head), lastEvent: at(row.revision) }
}
