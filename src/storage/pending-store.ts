// What waits for a yes, in the database.
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import type { Pending, PendingStore } from '../workspaces/pending-store.ts'
import type { Database } from './database.ts'
import { isDuplicate } from './database-errors.ts'
import { oneOf } from './deal-rows.ts'
import { storable } from './stored-text.ts'

interface PendingRow {
  readonly id: string
  readonly kind: string
  readonly payload: string
  readonly byId: number
  readonly at: bigint
  readonly state: string
  readonly decidedById: number | null
  readonly decidedAt: bigint | null
}

const states: readonly Pending['state'][] = ['open', 'done', 'declined']

export const pendingOf = (row: PendingRow): Pending => ({
  id: row.id,
  kind: row.kind,
  payload: row.payload,
  by: asId<MemberId>(row.byId),
  at: asInstant(Number(row.at)),
  state: oneOf(states, row.state),
  decidedBy: row.decidedById === null ? undefined : asId<MemberId>(row.decidedById),
  decidedAt: row.decidedAt === null ? undefined : asInstant(Number(row.decidedAt)),
})

export function pendingStore({ client }: Database): PendingStore {
  return {
    async keep(workspaceId, { id, kind, payload, by, at }) {
      try {
        await client.pending.create({ data: { id, workspaceId, kind, payload: storable(payload), byId: by, at } })
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    },

    async find(workspaceId, id) {
      const row = await client.pending.findFirst({ where: { id, workspaceId } })
      return row ? pendingOf(row) : undefined
    },

    async decide(workspaceId, id, state, by, at) {
      const data = { state, decidedById: by, decidedAt: at }
      return (await client.pending.updateMany({ where: { id, workspaceId, state: 'open' }, data })).count === 1
    },

    async forget(before) {
      return (await client.pending.deleteMany({ where: { at: { lt: before } } })).count
    },
  }
}
