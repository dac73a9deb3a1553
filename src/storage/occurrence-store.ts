// Rituals that were due, in the database.
import { z } from 'zod'
import { copyMarks, isCopy } from '../conversation/mirrored.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import { occasionKey } from '../conversation/ritual.ts'
import {
  type Household,
  type Households,
  type Occurrence,
  type OccurrenceStore,
  type Outcome,
  occurrenceKey,
} from '../timekeeping/occurrence-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../vocabulary/ids.ts'
import { isLocalTime } from '../vocabulary/local-time.ts'
import { slotKey } from '../vocabulary/rhythm.ts'
import { memberZone } from '../workspaces/member-zone.ts'
import type { Waking } from './change-workspace.ts'
import type { Database, DatabaseKind, Transaction } from './database.ts'
import { storedDate } from './deal-rows.ts'
import { insert, rowsFrom } from './ledger/tables.ts'
import { wakeManySql, wakeManyWithin } from './ledger/wake.ts'
import { workspaceOf } from './member-rows.ts'
import { storableJson } from './stored-text.ts'

type Written = Occurrence & { readonly posts: readonly Post[] }

const rowOf = ({ workspace, ritual, slot, zone }: Occurrence) => ({ workspaceId: workspace, ritual, slot: slotKey(slot), zone })

interface OccurrenceKey {
  readonly workspaceId: number
  readonly ritual: string
  readonly slot: string
  readonly zone: string
}
const keyOfRow = ({ workspaceId, ritual, slot, zone }: OccurrenceKey): string => `${workspaceId}/${ritual}/${slot}/${zone}`

const storedVersions = z.array(z.tuple([z.int(), z.int()]))

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

/** Those of a JSON array of keys that are there, each looked up by its key. */
function findSql(kind: DatabaseKind): string {
  const keys = ['workspaceId', 'ritual', 'slot', 'zone'] as const
  const picked = keys.map((name) => `there."${name}"`).join(', ')
  const typed = keys.map((name) => `"${name}" ${columns[name]}`).join(', ')
  const given = (name: string) => (kind === 'sqlite' ? `asked.value ->> '${name}'` : `asked."${name}"`)
  const asked = kind === 'sqlite' ? 'json_each(?) AS asked' : `jsonb_to_recordset(CAST($1 AS jsonb)) AS asked(${typed})`
  return `SELECT ${picked} FROM ${asked} CROSS JOIN "Occurrence" AS there
    WHERE ${keys.map((name) => `there."${name}" = ${given(name)}`).join(' AND ')}`
}

export function occurrenceStore(database: Database, { engine }: Pick<Waking, 'engine'>): OccurrenceStore {
  const { client, kind } = database
  const document = kind === 'sqlite' ? '?' : 'CAST($1 AS jsonb)'
  const idsIn =
    kind === 'sqlite' ? 'SELECT value FROM json_each(?)' : 'SELECT CAST(value AS integer) FROM jsonb_array_elements_text(CAST($1 AS jsonb))'
  const writtenSql = findSql(kind)

  /** The keys of those that were not there yet. */
  async function claim(transaction: Transaction, occurrences: readonly Written[], at: number): Promise<ReadonlySet<string>> {
    // In one order, so that two who write the same ones cannot wait for each other.
    const rows = occurrences
      .map((one) => ({ ...rowOf(one), dueAt: one.slot.at, claimedAt: at, posts: one.posts.filter(({ key }) => !isCopy(key)).length }))
      .sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1))
    const ours = await transaction.$queryRawUnsafe<OccurrenceKey[]>(claimSql(kind), storableJson(rows))
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
    await transaction.$queryRawUnsafe(wakeManyWithin)
    await transaction.$queryRawUnsafe(`SELECT COUNT(*) FROM (${wakeManySql(destinations)}) AS woken`, woken)
  }

  return {
    async versions() {
      // As one text: ten thousand rows one by one would take Prisma longer than the rest of a look.
      const pairs = kind === 'sqlite' ? 'json_group_array(json_array("id", "version"))' : 'json_agg(json_build_array("id", "version"))'
      const [row] = await client.$queryRawUnsafe<{ versions: string | null }[]>(
        `SELECT CAST(${pairs} AS TEXT) AS "versions" FROM "Workspace"`,
      )
      return new Map(storedVersions.parse(JSON.parse(row?.versions ?? '[]')).map(([id, version]) => [asId<WorkspaceId>(id), version]))
    },

    async households(ids) {
      const [rows, zones] = await Promise.all([
        client.workspace.findMany({ where: { id: { in: [...ids] } } }),
        client.$queryRawUnsafe<{ workspaceId: number; timeZone: string | null }[]>(
          `SELECT DISTINCT "workspaceId", "timeZone" FROM "Member" WHERE "leftAt" IS NULL AND "workspaceId" IN (${idsIn})`,
          storableJson(ids),
        ),
      ])
      const zonesOf = grouped(zones)
      const read: Household[] = []
      const unreadable: Households['unreadable'][number][] = []
      for (const row of rows) {
        try {
          const workspace = workspaceOf(row)
          const own = (zonesOf.get(row.id) ?? []).map(({ timeZone }) => memberZone({ timeZone: timeZone ?? undefined }, workspace))
          read.push({ workspace, createdAt: asInstant(Number(row.createdAt)), zones: [...new Set(own)].sort() })
        } catch (error) {
          unreadable.push({ workspace: asId<WorkspaceId>(row.id), version: row.version, error })
        }
      }
      return { read, unreadable }
    },

    async written(occurrences) {
      if (occurrences.length === 0) return new Set()
      const rows = await client.$queryRawUnsafe<OccurrenceKey[]>(writtenSql, storableJson(occurrences.map(rowOf)))
      return new Set(rows.map(keyOfRow))
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
      const newest = await client.occurrence.groupBy({ by: ['ritual'], where: { workspaceId }, _max: { dueAt: true } })
      const last = newest.map(({ ritual, _max }) => ({ ritual, dueAt: _max.dueAt ?? 0n }))
      if (last.length === 0) return []
      const rows = await client.occurrence.findMany({ where: { workspaceId, OR: last }, orderBy: { zone: 'asc' } })
      const heads = new Map(rows.map((row) => [row.ritual, row]))
      return Promise.all([...heads.values()].map(outcomeOf))
    },

    async forget(ids, before) {
      await client.occurrence.deleteMany({ where: { workspaceId: { in: [...ids] }, dueAt: { lt: before } } })
    },
  }

  /** SQLite, which compares by code points, finds it in the index this way, and not by LIKE; PostgreSQL may sort as a language does. */
  function beginsWith(path: `${string}/`) {
    return kind === 'sqlite' ? { gte: path, lt: `${path.slice(0, -1)}0` } : { startsWith: path } // the character after / is 0
  }

  async function outcomeOf({
    workspaceId,
    ritual,
    slot: written,
    zone,
    dueAt,
  }: OccurrenceKey & { readonly dueAt: bigint }): Promise<Outcome> {
    const [day = '', time = ''] = written.split('T')
    if (!isLocalTime(time)) throw new Error(`Not a slot: ${written}`)
    const slot = { day: storedDate(day), time }
    // What stands in a mirror too is no more for that.
    const ours = {
      workspaceId,
      key: beginsWith(occasionKey(ritual, slot)),
      NOT: { OR: copyMarks.map((mark) => ({ key: { contains: mark } })) },
    }
    const [all, states, parked] = await Promise.all([
      client.occurrence.aggregate({ where: { workspaceId, ritual, slot: written }, _sum: { posts: true } }),
      client.outboxEntry.groupBy({ by: ['state'], where: ours, _count: true }),
      client.outboxEntry.findFirst({ where: { ...ours, state: 'parked' }, orderBy: { id: 'desc' }, select: { to: true, reason: true } }),
    ])
    const count = (state: string) => states.find((one) => one.state === state)?._count ?? 0
    return {
      ritual,
      slot,
      zone,
      at: asInstant(Number(dueAt)),
      posts: all._sum.posts ?? 0,
      delivered: count('done'),
      waiting: count('waiting'),
      parked: count('parked'),
      trouble: parked ? { to: parked.to as Destination, reason: parked.reason ?? '' } : undefined, // it was one when it was written
    }
  }
}

/** By workspace (`Map.groupBy` is there from Node 21 on). */
function grouped<T extends { readonly workspaceId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) groups.set(row.workspaceId, [...(groups.get(row.workspaceId) ?? []), row])
  return groups
}
