// Targets in the database.
import { Stale } from '../conversation/people.ts'
import type { Subject } from '../targets/target.ts'
import type { TargetStore } from '../targets/target-store.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { Database } from './database.ts'
import { lockWorkspace, raiseChanges } from './lock-workspace.ts'
import { storedAnswer, storedAs } from './stored-text.ts'
import { subjectKey, targetOf } from './target-rows.ts'

const keyOf = (workspaceId: WorkspaceId, subject: Subject, metric: Metric, { kind, from }: Period) => {
  return { workspaceId, subject: subjectKey(subject), metric, periodKind: kind, periodFrom: from }
}

export function targetStore(database: Database): TargetStore {
  return {
    async find(workspace, subject, metric, period) {
      const key = keyOf(workspace, subject, metric, period)
      const row = await database.client.target.findUnique({ where: { workspaceId_subject_metric_periodKind_periodFrom: key } })
      return row ? targetOf(subject, metric, row) : undefined
    },

    set: ({ workspace, version, requestKey, target, answer }) =>
      database.transaction(async (transaction) => {
        const stands = await lockWorkspace(database, transaction, workspace)
        const earlier = await transaction.answeredRequest.findUnique({ where: { requestKey } })
        if (earlier) return storedAnswer(earlier.answer)
        if (stands !== version) throw new Stale()
        const { subject, metric, period, value, setBy, setAt } = target
        const key = keyOf(workspace, subject, metric, period)
        const where = { workspaceId_subject_metric_periodKind_periodFrom: key }
        const row = await transaction.target.findUnique({ where })
        const said = answer(row ? targetOf(subject, metric, row) : undefined)
        const set = { periodTo: period.to, periodYear: period.year, periodIndex: period.index, value, setById: setBy, setAt }
        await transaction.target.upsert({ where, create: { ...key, ...set }, update: set })
        await transaction.targetEvent.create({ data: { ...key, before: row?.value ?? null, after: value, byId: setBy, at: setAt } })
        await raiseChanges(transaction, workspace)
        await transaction.answeredRequest.create({ data: { requestKey, answer: storedAs(said), at: setAt } })
        return said
      }),
  }
}
