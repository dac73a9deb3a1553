// Thanks in the database.
import type { Destination } from '../conversation/platform.ts'
import { type Kudos, kudosKey } from '../kudos/kudos.ts'
import type { KudosStore } from '../kudos/kudos-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type KudosId, type MemberId } from '../vocabulary/ids.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, Transaction } from './database.ts'
import { storedDate } from './deal-rows.ts'
import { storable } from './stored-text.ts'

interface KudosRow {
  readonly id: number
  readonly fromId: number
  readonly toId: number
  readonly reason: string
  readonly day: string
  readonly at: bigint
  readonly withdrawnAt: bigint | null
}

const kudosOf = (row: KudosRow): Kudos => ({
  id: asId<KudosId>(row.id),
  from: asId<MemberId>(row.fromId),
  to: asId<MemberId>(row.toId),
  reason: row.reason,
  day: storedDate(row.day),
  at: asInstant(Number(row.at)),
  withdrawn: row.withdrawnAt !== null,
})

const givenOn = (transaction: Transaction, workspaceId: number, fromId: number, day: string) =>
  transaction.kudos.count({ where: { workspaceId, fromId, day, withdrawnAt: null } })

export function kudosStore(database: Database, waking: Waking): KudosStore {
  const { client } = database
  return {
    give: ({ kudos, decide, ...change }) =>
      changeWorkspace(database, waking, change, async (transaction) => {
        const { from, to, reason, day, at } = kudos
        const given = await givenOn(transaction, change.workspace, from, day)
        const data = { workspaceId: change.workspace, fromId: from, toId: to, reason: storable(reason), day, at }
        const { id } = await transaction.kudos.create({ data, select: { id: true } })
        return decide(asId<KudosId>(id), given)
      }),

    withdraw: ({ id, decide, ...change }) =>
      changeWorkspace(database, waking, change, async (transaction) => {
        const { workspace: workspaceId, at } = change
        const row = await transaction.kudos.findFirst({ where: { id, workspaceId } })
        if (!row) return decide(undefined)
        // Announcements may have moved meanwhile: it is rewritten where it stands.
        const key = { workspaceId_key: { workspaceId, key: kudosKey(id) } }
        const entry = await transaction.outboxEntry.findUnique({ where: key, select: { to: true } })
        const to = entry ? (entry.to as Destination) : undefined // it was one when it was written
        const decided = decide({ kudos: kudosOf(row), to, givenThatDay: await givenOn(transaction, workspaceId, row.fromId, row.day) })
        if (decided.posts) await transaction.kudos.update({ where: { id }, data: { withdrawnAt: at }, select: { id: true } })
        return decided
      }),

    async find(workspaceId, id) {
      const row = await client.kudos.findFirst({ where: { id, workspaceId } })
      return row ? kudosOf(row) : undefined
    },

    async list(workspaceId, member, { from, to }, take) {
      const within = { workspaceId, withdrawnAt: null, day: { gte: from, lte: to } }
      const [given, received, rows] = await Promise.all([
        client.kudos.count({ where: { ...within, fromId: member } }),
        client.kudos.count({ where: { ...within, toId: member } }),
        client.kudos.findMany({ where: { ...within, OR: [{ fromId: member }, { toId: member }] }, orderBy: { id: 'desc' }, take }),
      ])
      const ids = [...new Set(rows.flatMap(({ fromId, toId }) => [fromId, toId]))]
      const people = await client.member.findMany({ where: { workspaceId, id: { in: ids } }, select: { id: true, name: true } })
      const names = new Map(people.map(({ id, name }) => [id, name]))
      const last = rows.map((row) => ({
        ...kudosOf(row),
        fromName: names.get(row.fromId) ?? '?',
        toName: names.get(row.toId) ?? '?',
      }))
      return { given, received, last }
    },

    async personIn(workspaceId, { platform, id }, memberId) {
      const row = await client.identity.findFirst({
        where: { memberId, installation: { platform, externalId: id, workspaceId } },
        orderBy: { externalId: 'asc' },
        select: { externalId: true },
      })
      return row?.externalId
    },
  }
}
