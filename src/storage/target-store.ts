// Targets in the database.

import type { Subject } from '../conversation/people.ts'
import type { TargetStore } from '../targets/target-store.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { subjectKey, targetOf } from './target-rows.ts'

const keyOf = (workspaceId: WorkspaceId, subject: Subject, metric: Metric, { kind, from }: Period) => {
  return { workspaceId, subject: subjectKey(subject), metric, periodKind: kind, periodFrom: from }
}

export function targetStore(database: Database, waking: Waking): TargetStore {
  return {
    async find(workspace, subject, metric, period) {
      const key = keyOf(workspace, subject, metric, period)
      const row = await database.client.target.findUnique({ where: { workspaceId_subject_metric_periodKind_periodFrom: key } })
      return row ? targetOf(subject, metric, row) : undefined
    },

    set: ({ workspace, version, requestKey, target, answer }) =>
      changeWorkspace(database, waking, { workspace, version, requestKey, at: target.setAt }, async (transaction) => {
        const { subject, metric, period, value, setBy, setAt } = target
        const key = keyOf(workspace, subject, metric, period)
        const where = { workspaceId_subject_metric_periodKind_periodFrom: key }
        const row = await transaction.target.findUnique({ where })
        const said = answer(row ? targetOf(subject, metric, row) : undefined)
        const set = { periodTo: period.to, periodYear: period.year, periodIndex: period.index, value, setById: setBy, setAt }
        await transaction.target.upsert({ where, create: { ...key, ...set }, update: set })
        await transaction.targetEvent.create({ data: { ...key, before: row?.value ?? null, after: value, byId: setBy, at: setAt } })
        return { answer: said }
      }),
  }
}
