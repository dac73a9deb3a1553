// Targets as rows and as what the domain calls them.
import type { Subject } from '../conversation/people.ts'
import { subjectKey, subjectOfKey, type Target } from '../targets/target.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import { type PeriodKind, periodKinds } from '../vocabulary/period.ts'
import { oneOf, storedDate } from './deal-rows.ts'
import type { RowColumns } from './row-json.ts'

export { subjectKey, subjectOfKey }

export interface TargetRow {
  readonly periodKind: string
  readonly periodFrom: string
  readonly periodTo: string
  readonly periodYear: number
  readonly periodIndex: number
  readonly value: bigint
  readonly setById: number
  readonly setAt: bigint
}

export const targetColumns: RowColumns<TargetRow> = {
  periodKind: 'plain',
  periodFrom: 'plain',
  periodTo: 'plain',
  periodYear: 'plain',
  periodIndex: 'plain',
  value: 'big',
  setById: 'plain',
  setAt: 'big',
}

export const targetOf = (subject: Subject, metric: Metric, row: TargetRow): Target => ({
  subject,
  metric,
  period: {
    kind: oneOf<PeriodKind>(periodKinds, row.periodKind),
    from: storedDate(row.periodFrom),
    to: storedDate(row.periodTo),
    year: row.periodYear,
    index: row.periodIndex,
  },
  value: row.value,
  setBy: asId<MemberId>(row.setById),
  setAt: asInstant(Number(row.setAt)),
})
