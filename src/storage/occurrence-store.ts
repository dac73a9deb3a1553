// Rituals that were due, in the database.
import type { Post } from '../conversation/post.ts'
import { occasionKey } from '../conversation/ritual.ts'
import { type Household, type Occurrence, type OccurrenceStore, type Outcome, occurrenceKey } from '../timekeeping/occurrence-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../vocabulary/ids.ts'
import { isLocalTime } from '../vocabulary/local-time.ts'
import { slotKey } from '../vocabulary/rhythm.ts'
import { memberZone } from '../workspaces/member-zone.ts'
import type { Waking } from './change-workspace.ts'
import type { Database, DatabaseKind, Transaction } from './database.ts'
import { storedDate } from './deal-rows.ts'
import { insert, rowsFrom } from './ledger/tables.ts'
import { wakeSql } from './ledger/wake.ts'
import { workspaceOf } from './member-rows.ts'
import { storableJson } from './stored-text.ts'

type Written = Occurrence & { readonly posts: readonly Post[] }

const rowOf = ({ workspace, ritual, slot, zone }: Occurrence) => ({ workspaceId: workspace, ritual, slot: slotKey(slot), zone })
const keyOfRow = (row: { workspaceId: number; ritual: string; slot: string; zone: string }): string =>
  `${row.workspaceId}/${row.ritual}/${row.slot}/${row.zone}`

const columns = {
  workspaceId: 'integer',
  ritual: 'text',
  slot: 'text',
  zone: 'text',
  dueAt: 'bigint',
  claimedAt: 'bigint',
  posts: 'integer',
} as const

/** Inserts the rows of a JSON array, in its order, but those that are there; gives the ones that it inserted. */
function claimSql(kind: DatabaseKind): string {
  const names = Object.keys(columns).map((name) => `"${name}"`)
  const picked = Object.keys(columns).map((name) => `value ->> '${name}'`)
  const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
  const rows =
    kind === 'sqlite'
      ? `SELECT ${picked.join(', ')} FROM json_each(?) WHERE true`
      : `SELECT ${names.join(', ')} FROM jsonb_to_recordset(CAST($1 AS jsonb)) AS rows(${typed.join(', ')})`
  return `INSERT INTO "Occurrence" (${names.join(', ')}) ${rows} ON CONFLICT DO NOTHING RETURNING "workspaceId", "ritual", "slot", "zone"`
}

export function occurrenceStore(database: Database, { engine }: Pick<Waking, 'engine'>): OccurrenceStore {
  const { client, kind } = database
  const document = kind === 'sqlite' ? '?' : 'CAST($1 AS jsonb)'

  /** The keys of those that were not there yet. */
  async function claim(transaction: Transaction, occurrences: readonly Written[], at: number): Promise<ReadonlySet<string>> {
    // In one order, so that two who write the same ones cannot wait for each other.
    const rows = occurrences
      .map((one) => ({ ...rowOf(one), dueAt: one.slot.at, claimedAt: at, posts: one.posts.length }))
      .sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1))
    type Row = Parameters<typeof keyOfRow>[0]
    const ours = await transaction.$queryRawUnsafe<Row[]>(claimSql(kind), storableJson(rows))
    return new Set(ours.map(keyOfRow))
  }

  async function enqueue(transaction: Transaction, posts: readonly (Post & { workspace: WorkspaceId })[], at: number): Promise<void> {
    if (posts.length === 0) return
    const rows = posts.map(({ workspace, key, to, kind: name, about, action }) => ({
      workspaceId: workspace,
      key,
      to,
      kind: name,
      about,
      action: action.do,
      of: action.do === 'post' ? null : action.of,
      writtenAt: at,
      notBefore: at,
    }))
    const sql = insert('OutboxEntry', rowsFrom(kind, 'OutboxEntry', document), 'WHERE true ON CONFLICT ("workspaceId", "key") DO NOTHING')
    await transaction.$executeRawUnsafe(sql, storableJson(kind === 'sqlite' ? rows : { OutboxEntry: rows }))
    if (!engine || kind !== 'postgresql') return
    const destinations = `(SELECT jsonb_array_elements_text(CAST($1 AS jsonb)) AS "to") AS rows`
    const woken = storableJson([...new Set(posts.map(({ to }) => to))])
    await transaction.$queryRawUnsafe(`SELECT COUNT(*) FROM (${wakeSql(destinations)}) AS woken`, woken)
  }

  return {
    async versions() {
      const rows = await client.workspace.findMany({ select: { id: true, version: true } })
      return new Map(rows.map(({ id, version }) => [asId<WorkspaceId>(id), version]))
    },

    async households(ids) {
      const where = { id: { in: [...ids] } }
      const [rows, zones] = await Promise.all([
        client.workspace.findMany({ where }),
        client.member.findMany({
          where: { workspaceId: { in: [...ids] }, leftAt: null },
          select: { workspaceId: true, timeZone: true },
          distinct: ['workspaceId', 'timeZone'],
        }),
      ])
      const zonesOf = grouped(zones)
      return rows.map((row): Household => {
        const workspace = workspaceOf(row)
        const own = (zonesOf.get(row.id) ?? []).map(({ timeZone }) => memberZone({ timeZone: timeZone ?? undefined }, workspace))
        return { workspace, createdAt: asInstant(Number(row.createdAt)), zones: [...new Set(own)].sort() }
      })
    },

    async written(occurrences) {
      if (occurrences.length === 0) return new Set()
      const rows = await client.occurrence.findMany({
        where: {
          workspaceId: { in: [...new Set(occurrences.map(({ workspace }) => workspace))] },
          slot: { in: [...new Set(occurrences.map(({ slot }) => slotKey(slot)))] },
        },
        select: { workspaceId: true, ritual: true, slot: true, zone: true },
      })
      const there = new Set(rows.map(keyOfRow))
      return new Set(occurrences.map(occurrenceKey).filter((key) => there.has(key)))
    },

    write: (occurrences, at) =>
      database.transaction(async (transaction) => {
        const ours = await claim(transaction, occurrences, at)
        const posts = occurrences.flatMap((one) =>
          ours.has(occurrenceKey(one)) ? one.posts.map((post) => ({ ...post, workspace: one.workspace })) : [],
        )
        await enqueue(transaction, posts, at)
        return ours
      }),

    async latest(workspaceId) {
      const last = await client.occurrence.groupBy({ by: ['ritual'], where: { workspaceId }, _max: { dueAt: true } })
      const found = await Promise.all(
        last.map(({ ritual, _max }) => client.occurrence.findFirst({ where: { workspaceId, ritual, dueAt: _max.dueAt ?? 0n } })),
      )
      return Promise.all(found.flatMap((row) => (row ? [outcomeOf(row)] : [])))
    },
  }

  async function outcomeOf(row: {
    readonly workspaceId: number
    readonly ritual: string
    readonly slot: string
    readonly zone: string
    readonly dueAt: bigint
    readonly posts: number
  }): Promise<Outcome> {
    const [day = '', time = ''] = row.slot.split('T')
    if (!isLocalTime(time)) throw new Error(`Not a slot: ${row.slot}`)
    const slot = { day: storedDate(day), time }
    const states = await client.outboxEntry.groupBy({
      by: ['state'],
      where: { workspaceId: row.workspaceId, key: { startsWith: occasionKey(row.ritual, slot) } },
      _count: true,
    })
    const count = (state: string) => states.find((one) => one.state === state)?._count ?? 0
    return {
      ritual: row.ritual,
      slot,
      zone: row.zone,
      at: asInstant(Number(row.dueAt)),
      posts: row.posts,
      delivered: count('done'),
      waiting: count('waiting'),
      parked: count('parked'),
    }
  }
}

/** By workspace (`Map.groupBy` is there from Node 21 on). */
function grouped<T extends { readonly workspaceId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) groups.set(row.workspaceId, [...(groups.get(row.workspaceId) ?? []), row])
  return groups
}
