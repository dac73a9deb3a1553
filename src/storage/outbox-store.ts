// The outbox in the database. Entries that follow a change of a deal are written with it (ledger/); here they are served.
import { z } from 'zod'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { EntryState, OutboxEntry, OutboxStore } from '../delivery/outbox-store.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import { asId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Database } from './database.ts'
import { isDuplicate } from './database-errors.ts'
import { wakeSql } from './ledger/wake.ts'
import { query } from './query.ts'
import { storable, storedAs } from './stored-text.ts'

interface OutboxRow {
  readonly id: number
  readonly workspaceId: number
  readonly key: string
  readonly to: string
  readonly kind: string
  readonly about: unknown
  readonly action: string
  readonly of: string | null
  readonly writtenAt: bigint
  readonly attempts: number
  readonly firstTriedAt: bigint | null
  readonly notBefore: bigint
}

const storedAbout = z.record(z.string(), z.union([z.string(), z.number()]))

const entryStates = ['waiting', 'done', 'parked', 'dropped'] as const satisfies readonly EntryState[]

/** It was a destination when it was written. */
const storedDestination = (text: string): Destination => text as Destination

function actionOf({ id, action, of }: OutboxRow): Post['action'] {
  if (action === 'post') return { do: 'post' }
  if ((action === 'rewrite' || action === 'reply') && of !== null) return { do: action, of }
  throw new Error(`Outbox entry ${id} has no action: ${action}`)
}

const entryOf = (row: OutboxRow, superseded: boolean): OutboxEntry => ({
  id: BigInt(row.id),
  workspace: asId<WorkspaceId>(row.workspaceId),
  key: row.key,
  to: storedDestination(row.to),
  kind: row.kind,
  about: storedAbout.parse(row.about),
  action: actionOf(row),
  writtenAt: asInstant(Number(row.writtenAt)),
  attempts: row.attempts,
  firstTriedAt: row.firstTriedAt === null ? undefined : asInstant(Number(row.firstTriedAt)),
  notBefore: asInstant(Number(row.notBefore)),
  superseded,
})

interface Statement {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

/** So long (ms) a write waits for others to share its commit: on SQLite each waits for the disk, and stops the whole program meanwhile. */
const gathering = 30

/**
 * Runs what is asked for within a few milliseconds in one transaction, and each by itself where that fails, so that one that cannot be
 * written keeps none of the others. Each resolves when it is committed.
 */
function inOneCommit(run: (statements: readonly Statement[]) => Promise<unknown>): (statement: Statement) => Promise<void> {
  interface Gathered {
    readonly statements: Statement[]
    /** Whether they were written, all of them. */
    readonly together: Promise<boolean>
  }
  let waiting: Gathered | undefined
  const gather = async (statements: readonly Statement[]): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve, gathering))
    waiting = undefined
    return run(statements).then(
      () => true,
      () => false, // what is wrong is said to those with whom it is
    )
  }
  return async (statement) => {
    if (!waiting) {
      const statements: Statement[] = []
      waiting = { statements, together: gather(statements) }
    }
    waiting.statements.push(statement)
    if (!(await waiting.together)) await run([statement])
  }
}

async function runAll(client: Database['client'], statements: readonly Statement[]): Promise<void> {
  const [first, ...more] = statements
  if (first && more.length === 0) await client.$executeRawUnsafe(first.sql, ...first.values)
  else await client.$transaction(statements.map(({ sql, values }) => client.$executeRawUnsafe(sql, ...values)))
}

/** `engine`: the queue engine is installed in PostgreSQL, and is told of entries within the transaction that writes them. */
export function outboxStore(database: Database, engine: boolean): OutboxStore {
  const { client, kind } = database
  const wakes = engine && kind === 'postgresql'
  const change = async (id: bigint, data: Parameters<typeof client.outboxEntry.update>[0]['data']) => {
    await client.outboxEntry.update({ where: { id: Number(id) }, data, select: { id: true } })
  }
  const together = kind === 'sqlite' ? inOneCommit((statements) => runAll(client, statements)) : undefined
  const end = (id: bigint, state: 'done' | 'parked' | 'dropped', at: Instant, more: { posted?: string; reason?: string } = {}) =>
    change(id, { state, endedAt: at, ...more })

  return {
    async head(to) {
      const row = await client.outboxEntry.findFirst({ where: { state: 'waiting', to }, orderBy: { id: 'asc' } })
      if (!row) return undefined
      const { workspaceId, of, id } = row
      const newer = { state: 'waiting', to, workspaceId, action: 'rewrite', of, id: { gt: id } }
      const superseding = row.action === 'rewrite' ? await client.outboxEntry.findFirst({ where: newer, select: { id: true } }) : null
      return entryOf(row, superseding !== null)
    },

    async waiting() {
      const rows = await client.outboxEntry.groupBy({ by: ['to'], where: { state: 'waiting' } })
      return rows.map(({ to }) => storedDestination(to))
    },

    async lastDone(to, action) {
      const { sql, values } = query(kind, (put) => {
        const last = (of: string) =>
          `(SELECT MAX("endedAt") FROM "OutboxEntry" WHERE "to" = ${put(to)} AND "action" = '${of}' AND "state" = 'done')`
        return `/* outbox last ${action} */ SELECT ${last(action)} AS "last", ${action === 'post' ? last('reply') : 'NULL'} AS "reply"`
      })
      const [row] = await client.$queryRawUnsafe<{ last: bigint | null; reply: bigint | null }[]>(sql, ...values)
      const times = [row?.last, row?.reply].flatMap((time) => (time === null || time === undefined ? [] : [Number(time)]))
      return times.length > 0 ? asInstant(Math.max(...times)) : undefined
    },

    async posted(workspaceId, key) {
      const row = await client.outboxEntry.findUnique({ where: { workspaceId_key: { workspaceId, key } }, select: { posted: true } })
      return row?.posted ?? undefined
    },

    async stateOf(workspaceId, key) {
      const row = await client.outboxEntry.findUnique({ where: { workspaceId_key: { workspaceId, key } }, select: { state: true } })
      return entryStates.find((state) => state === row?.state)
    },

    async trying(id, at, until) {
      const { sql, values } = query(
        kind,
        (put) => `/* outbox try */ UPDATE "OutboxEntry" SET "attempts" = "attempts" + 1,
          "firstTriedAt" = COALESCE("firstTriedAt", ${put(at)}), "notBefore" = ${put(until)} WHERE "id" = ${put(Number(id))}`,
      )
      if (together) await together({ sql, values })
      else await client.$executeRawUnsafe(sql, ...values)
    },

    async done(id, posted, at) {
      if (!together) return end(id, 'done', at, posted === undefined ? {} : { posted })
      const sql = `UPDATE "OutboxEntry" SET "state" = 'done', "endedAt" = ?, "posted" = COALESCE(?, "posted") WHERE "id" = ?`
      await together({ sql, values: [at, posted ?? null, Number(id)] })
    },

    postpone: (id, until, reason, certain) =>
      change(id, { notBefore: until, reason: storable(reason), ...(certain && { firstTriedAt: null }) }),

    park: (id, reason, at) => end(id, 'parked', at, { reason: storable(reason) }),

    revive: (to, since, at) =>
      database.transaction(async (transaction) => {
        const where = {
          state: 'parked',
          writtenAt: { gte: since },
          NOT: { reason: { startsWith: 'fault' } },
          ...(to !== undefined && { to }),
        }
        const found = await transaction.outboxEntry.findMany({ where, select: { to: true }, distinct: ['to'], orderBy: { to: 'asc' } })
        if (found.length === 0) return []
        await transaction.outboxEntry.updateMany({ where, data: { state: 'waiting', notBefore: at, endedAt: null } })
        const destinations = found.map((row) => storedDestination(row.to))
        if (wakes)
          await transaction.$executeRawUnsafe(wakeSql('jsonb_array_elements_text($1::jsonb) AS each("to")'), JSON.stringify(destinations))
        return destinations
      }),

    drop: (id, at) => end(id, 'dropped', at),

    async add(workspaceId, post, at) {
      const { key, to, kind: name, about, action } = post
      const of = action.do === 'post' ? null : action.of
      const data = { workspaceId, key, to, kind: name, about: storedAs(about), action: action.do, of, writtenAt: at, notBefore: at }
      try {
        await database.transaction(async (transaction) => {
          await transaction.outboxEntry.create({ data, select: { id: true } })
          if (wakes) await transaction.$executeRawUnsafe(wakeSql('(SELECT $1::text AS "to") AS one'), to)
        })
        return true
      } catch (error) {
        if (isDuplicate(error)) return false
        throw error
      }
    },
  }
}
