// Reads what a batch of changes needs and writes what it decided, in as few statements as the database allows: at this rate what
// costs is the round trip through Prisma, not the rows.
import type { Destination } from '../../conversation/platform.ts'
import type { Change, Standing } from '../../deals/deal-store.ts'
import { asId, type DealNumber, type MemberId, type WorkspaceId } from '../../vocabulary/ids.ts'
import type { Database, DatabaseKind, Transaction } from '../database.ts'
import { creditsJson, type DealEventRow, type DealRow, dealColumns, dealJson, dealOf, eventJson, eventOf } from '../deal-rows.ts'
import { andThen } from '../sqlite-adapter.ts'
import { storableJson, storedAnswer } from '../stored-text.ts'
import { subjectKey } from '../target-rows.ts'
import { asJson, companyRows, summed, totalKey, totalRow } from '../total-rows.ts'
import type { Batch, Found, FoundDeal, Writing } from './batch.ts'
import * as statements from './statements.ts'
import type { Rows, TableName } from './tables.ts'

interface FoundRow {
  readonly sort: 'workspace' | 'request' | 'standing'
  readonly a: number
  readonly b: number
  readonly c: number
  readonly t: string | null
  readonly u: string | null
}

/** The same member and periods are asked for once. */
const slotKey = ({ workspace, standing: { member, periods } }: Change): string =>
  `${workspace} ${member} ${periods.map(({ kind, from }) => `${kind} ${from}`).join(' ')}`

/** Locks the workspaces of the changes and reads what the changes need. */
export async function findFor(kind: DatabaseKind, transaction: Transaction, changes: readonly Change[]): Promise<Found> {
  const slots = new Map<string, number>()
  const asked: object[] = []
  for (const change of changes) {
    const key = slotKey(change)
    if (slots.has(key)) continue
    const slot = slots.size
    slots.set(key, slot)
    asked.push(...candidates(slot, change.workspace, change.standing))
  }
  const workspaces = [...new Set(changes.map(({ workspace }) => workspace))]
  const document = storableJson({ workspaces, requests: changes.map(({ requestKey }) => requestKey), standings: asked })
  const rows: FoundRow[] = []
  for (const sql of statements.find[kind]) rows.push(...(await transaction.$queryRawUnsafe<FoundRow[]>(sql, document)))
  const standings = new Map(
    rows.filter(({ sort }) => sort === 'standing').map(({ a, b, t, u }) => [a, { choice: b, target: t, actual: u }]),
  )
  const [first] = changes
  return {
    workspaces: new Map(
      rows.filter(({ sort }) => sort === 'workspace').map(({ a, b, c }) => [asId<WorkspaceId>(a), { version: b, nextDeal: c }]),
    ),
    answers: new Map(rows.flatMap(({ sort, t, u }) => (sort === 'request' && t && u ? [[t, storedAnswer(JSON.parse(u))]] : []))),
    standingOf: (change) => standingOf(change.standing, standings.get(slots.get(slotKey(change)) ?? -1)),
    deal: first?.number === undefined ? undefined : await findDeal(kind, transaction, first.workspace, first.number),
  }
}

type Asked = Change['standing']

/** The periods of which a standing is chosen, as the statements take them. */
const candidates = (slot: number, workspaceId: WorkspaceId, { member, periods }: Asked, number = 0) =>
  periods.map(({ kind, from, to }, choice) => {
    const subject = subjectKey({ kind: 'member', member })
    return { slot, choice, workspaceId, memberId: member, subject, kind, firstDay: from, lastDay: to, number }
  })

/** `DealStore.standingAt`, in one look so that its numbers fit each other. */
export async function standingAt(
  { kind, client }: Database,
  workspace: WorkspaceId,
  member: MemberId,
  periods: Asked['periods'],
  number: DealNumber,
): Promise<{ readonly standing: Standing; readonly before: bigint }> {
  const asked = { member, periods }
  const document = storableJson({ standings: candidates(0, workspace, asked, number) })
  const sql = statements.standingSince(kind)
  const [row] = await client.$queryRawUnsafe<(StandingRow & { own: string | null; shared: string | null })[]>(sql, document)
  const standing = standingOf(asked, row)
  return { standing, before: standing.actual - BigInt(row?.own ?? 0) - BigInt(row?.shared ?? 0) }
}

interface StandingRow {
  readonly choice: number
  readonly target: string | null
  readonly actual: string | null
}

const standingOf = ({ periods }: Asked, row: StandingRow | undefined): Standing => ({
  period: periods[row?.choice ?? 0] ?? periods[0],
  actual: BigInt(row?.actual ?? 0),
  target: row?.target ? BigInt(row.target) : undefined,
})

async function findDeal(kind: DatabaseKind, transaction: Transaction, workspace: number, number: number): Promise<FoundDeal | undefined> {
  const [one, two] = kind === 'sqlite' ? ['?', '?'] : ['$1', '$2']
  const of = (table: string) => `FROM "${table}" row WHERE row."workspaceId" = ${one} AND row."number" = ${two}`
  const [row] = await transaction.$queryRawUnsafe<DealRow[]>(`SELECT ${dealColumns('row')} ${of('Deal')}`, workspace, number)
  if (!row) return undefined
  const [three, four] = kind === 'sqlite' ? ['?', '?'] : ['$3', '$4']
  const events = await transaction.$queryRawUnsafe<DealEventRow[]>(
    `SELECT row.* ${of('DealEvent')} AND row."revision" IN (${three}, ${four})`,
    workspace,
    number,
    row.head,
    row.revision,
  )
  const at = (revision: number) => {
    const event = events.find((candidate) => candidate.revision === revision)
    return event && eventOf(event)
  }
  return { deal: dealOf(row), headEvent: at(row.head), lastEvent: at(row.revision) }
}

/** Rewritings and replies go to where the message stands that they are about, though new ones may go elsewhere by now. */
export async function whereTheyStand(transaction: Transaction, written: readonly Writing[]): Promise<readonly Writing[]> {
  const about = written.flatMap(({ workspace, posts }) =>
    posts.flatMap(({ action }) => (action.do === 'post' ? [] : [{ workspace, key: action.of }])),
  )
  if (about.length === 0) return written
  const rows = await transaction.outboxEntry.findMany({
    where: { OR: about.map(({ workspace, key }) => ({ workspaceId: workspace, key })) },
    select: { workspaceId: true, key: true, to: true },
  })
  const places = new Map(rows.map(({ workspaceId, key, to }) => [`${workspaceId} ${key}`, to as Destination])) // was one when it was written
  return written.map((writing) => ({
    ...writing,
    posts: writing.posts.map((post) =>
      post.action.do === 'post' ? post : { ...post, to: places.get(`${writing.workspace} ${post.action.of}`) ?? post.to },
    ),
  }))
}

/** Writes what a batch decided. `wakes`: tells the queue engine too. */
export async function write(
  kind: DatabaseKind,
  transaction: Transaction,
  batch: Pick<Batch, 'written' | 'nextDeal'>,
  wakes: boolean,
): Promise<void> {
  if (batch.written.length === 0) return
  for (const writing of batch.written) await forgetCredits(kind, transaction, writing)
  const rows = rowsOf(batch.written)
  const numbers = [...batch.nextDeal].map(([id, next]) => ({ id, next }))
  if (kind === 'postgresql') {
    await transaction.$executeRawUnsafe(statements.writeInPostgres(wakes), storableJson({ ...rows, numbers }))
    return
  }
  const parts: [string, readonly object[]][] =
    numbers.length > 0 ? [[statements.numbersInSqlite, numbers]] : [[statements.changeDealsInSqlite, rows.Deal]]
  for (const table of Object.keys(rows) as TableName[]) {
    // the keys of `Rows` are the tables
    if (rows[table].length > 0 && (table !== 'Deal' || numbers.length > 0)) parts.push([statements.insertInSqlite(table), rows[table]])
  }
  await transaction.$executeRawUnsafe(parts.map(([sql]) => sql).join(andThen), ...parts.map(([, values]) => storableJson(values)))
}

/** Before a changed deal's credits are written anew: only few deals have any, and these are known by their whole key. */
async function forgetCredits(kind: DatabaseKind, transaction: Transaction, { workspace, before }: Writing): Promise<void> {
  if (!before) return
  const key = ['workspaceId', 'memberId', 'closedOn', 'number']
  const where = key.map((column, index) => `"${column}" = ${kind === 'sqlite' ? '?' : `$${index + 1}`}`).join(' AND ')
  for (const { memberId, closedOn, number } of creditsJson(workspace, before)) {
    await transaction.$executeRawUnsafe(`DELETE FROM "DealCredit" WHERE ${where}`, workspace, memberId, closedOn, number)
  }
}

function rowsOf(written: readonly Writing[]): Rows {
  // one row for each total: PostgreSQL does not add to a row twice in one statement
  const totals = summed(
    written.flatMap(({ workspace, totals }) => totals.map((total) => totalRow(workspace, total))),
    totalKey,
  )
  return {
    AnsweredRequest: written.map(({ requestKey, answer, event }) => ({ requestKey, answer, at: event.at })),
    Deal: written.map(({ workspace, deal, event }) => {
      const isHead = deal.head === event.revision
      return { ...dealJson(workspace, deal), headById: isHead ? event.by : null, headAt: isHead ? event.at : null }
    }),
    DealEvent: written.map(({ workspace, event }) => eventJson(workspace, event)),
    DealCredit: written.flatMap(({ workspace, deal }) => creditsJson(workspace, deal)),
    DayTotal: asJson(totals),
    CompanyDayTotal: asJson(companyRows(totals)),
    OutboxEntry: written.flatMap(({ workspace, posts, event }) =>
      posts.map((post) => ({
        workspaceId: workspace,
        key: post.key,
        to: post.to,
        kind: post.kind,
        about: post.about,
        action: post.action.do,
        of: post.action.do === 'post' ? null : post.action.of,
        writtenAt: event.at,
        notBefore: event.at,
      })),
    ),
  }
}
