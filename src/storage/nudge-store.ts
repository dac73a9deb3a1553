// Nudges in the database: the outbox knows which were written, and what was asked because of them waits among all that waits.
import { aWeek, type PastNudge, within } from '../nudges/nudge.ts'
import { keysBetween, nudgeName, readNudgeKey } from '../nudges/nudge-key.ts'
import type { NudgeStore } from '../nudges/nudge-store.ts'
import { questionKind } from '../nudges/question.ts'
import { addDays } from '../vocabulary/local-date.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { pendingOf } from './pending-store.ts'
import { storable } from './stored-text.ts'

export function nudgeStore(database: Database, waking: Waking): NudgeStore {
  const { client } = database
  return {
    async around(workspaceId, members, day) {
      const [first, ...others] = members
      if (first === undefined) return []
      // Of one member alone the others' need not be fetched.
      const one = others.length === 0 ? { endsWith: `/${nudgeName(first)}` } : {}
      const rows = await client.outboxEntry.findMany({
        where: {
          workspaceId,
          key: { ...keysBetween(addDays(day, -aWeek), addDays(day, aWeek + 1)), ...one },
          state: { in: ['waiting', 'done'] },
        },
        select: { id: true, key: true, state: true },
      })
      const meant = new Set(members)
      const found = rows.flatMap(({ id, key, state }): PastNudge[] => {
        const known = readNudgeKey(key)
        return known && meant.has(known.member) ? [{ ...known, key, place: id, delivered: state === 'done' }] : []
      })
      return within(found, day)
    },

    ask: ({ workspace, requestKey, at, id, by, payload, posts, answer }) =>
      changeWorkspace(database, waking, { workspace: workspace.id, version: workspace.version, requestKey, at }, async (transaction) => {
        const data = { id, workspaceId: workspace.id, kind: questionKind, payload: storable(payload), byId: by, at }
        await transaction.pending.create({ data, select: { id: true } })
        return { answer, posts }
      }),

    async question(workspaceId, id) {
      const row = await client.pending.findFirst({ where: { id, workspaceId, kind: questionKind } })
      return row ? pendingOf(row) : undefined
    },

    reply: ({ workspace, requestKey, at, id, by, payload, posts, answer }, otherwise) =>
      changeWorkspace(database, waking, { workspace: workspace.id, version: workspace.version, requestKey, at }, async (transaction) => {
        const where = { id, workspaceId: workspace.id, kind: questionKind }
        const data = { state: 'done', payload: storable(payload), decidedById: by, decidedAt: at }
        const { count } = await transaction.pending.updateMany({ where: { ...where, state: 'open' }, data })
        if (count === 1) return { answer, posts }
        const row = await transaction.pending.findFirst({ where })
        return { answer: otherwise(row ? pendingOf(row) : undefined) }
      }),
  }
}
