// Targets in the database.
import { Stale } from '../conversation/people.ts'
import { type Target, type TargetKey, targetKey } from '../targets/target.ts'
import type { SetTargets, TargetChange, TargetEvent, TargetStore } from '../targets/target-store.ts'
import { asInstant, type Instant } from '../vocabulary/clock.ts'
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import { asId, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { activityKind, type Metric, metricNamed } from '../vocabulary/metrics.ts'
import { type Period, periodKinds, periodOf } from '../vocabulary/period.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Client, Database, Transaction } from './database.ts'
import { oneOf, storedDate } from './deal-rows.ts'
import { sumOf, sumText } from './exact-sum.ts'
import { workspaceOf } from './member-rows.ts'
import { query } from './query.ts'
import { storable } from './stored-text.ts'
import { subjectKey, subjectOfKey, type TargetRow, targetOf } from './target-rows.ts'

/** Rows of one statement: looked up by five columns each, and Prisma gives SQLite at most 999 values. */
const page = 150

const keyOf = (workspaceId: WorkspaceId, { subject, metric, period: { kind, from } }: TargetKey) => {
  return { workspaceId, subject: subjectKey(subject), metric, periodKind: kind, periodFrom: from }
}

type FullRow = TargetRow & { readonly subject: string; readonly metric: string }

/** A metric as a column has it; a kind of activity that is not counted any more is one still. */
const storedMetric = (name: string): Metric => metricNamed(name, []) ?? activityKind(name)

const fullTargetOf = (row: FullRow): Target => targetOf(subjectOfKey(row.subject), storedMetric(row.metric), row)

/** Every target in force for the metrics and periods of these, by key. */
async function standing(
  client: Pick<Client, 'target'> | Transaction,
  workspaceId: WorkspaceId,
  keys: readonly TargetKey[],
): Promise<Map<string, Target>> {
  const each = <T>(of: (key: TargetKey) => T): T[] => [...new Set(keys.map(of))]
  const where = {
    workspaceId,
    metric: { in: each(({ metric }) => metric) },
    periodKind: { in: each(({ period }) => period.kind) },
    periodFrom: { in: each(({ period }) => period.from) },
  }
  const rows = await client.target.findMany({ where })
  return new Map(rows.map(fullTargetOf).map((target) => [targetKey(target), target]))
}

interface Written {
  readonly workspace: WorkspaceId
  readonly changes: readonly { readonly before: Target | undefined; readonly change: TargetChange }[]
  readonly by: MemberId
  readonly at: Instant
  readonly batch: string
  readonly reason?: string | undefined
}

/** Writes those that differ from what stood before, with an event each. */
async function write(transaction: Transaction, { workspace, changes, by, at, batch, reason }: Written): Promise<void> {
  const differing = changes.filter(({ before, change }) => before?.value !== change.value)
  for (let from = 0; from < differing.length; from += page) {
    const some = differing.slice(from, from + page)
    const keyed = some.map(({ before, change }) => ({ key: keyOf(workspace, change), before, change }))
    await transaction.target.deleteMany({ where: { OR: keyed.map(({ key }) => key) } })
    await transaction.target.createMany({
      data: keyed.flatMap(({ key, change: { period, value } }) =>
        value === undefined
          ? []
          : { ...key, periodTo: period.to, periodYear: period.year, periodIndex: period.index, value, setById: by, setAt: at },
      ),
    })
    await transaction.targetEvent.createMany({
      data: keyed.map(({ key, before, change }) => ({
        ...key,
        before: before?.value ?? null,
        after: change.value ?? null,
        byId: by,
        at,
        batch,
        reason: reason === undefined ? null : storable(reason),
      })),
    })
  }
}

/** The targets that are in force once these changes are made. */
function afterwards(
  before: ReadonlyMap<string, Target>,
  changes: readonly TargetChange[],
  { by, at }: { readonly by: MemberId; readonly at: Instant },
): readonly Target[] {
  const all = new Map(before)
  for (const change of changes) {
    const key = targetKey(change)
    const { value } = change
    if (value === undefined) all.delete(key)
    else if (all.get(key)?.value !== value) all.set(key, { ...change, value, setBy: by, setAt: at })
  }
  return [...all.values()]
}

export function targetStore(database: Database, waking: Waking): TargetStore {
  const { client, kind } = database

  const setAll = ({ workspace, version, requestKey, at, by, batch, reason, targets, assuming = [], answer }: SetTargets) =>
    changeWorkspace(database, waking, { workspace, version, requestKey, at }, async (transaction) => {
      const keys = targets.map(targetKey)
      if (new Set(keys).size < keys.length) throw new Error('A target is set twice in one batch')
      const before = await standing(transaction, workspace, [...targets, ...assuming])
      for (const one of assuming) if (before.get(targetKey(one))?.value !== one.value) throw new Stale()
      const befores = keys.map((key) => before.get(key))
      const said = answer(befores, afterwards(before, targets, { by, at }))
      if ('instead' in said) return { answer: said.instead }
      const changes = targets.map((change, index) => ({ change, before: befores[index] }))
      await write(transaction, { workspace, changes, by, at, batch, reason })
      return { answer: said }
    })

  return {
    async inForce(workspaceId, metric, period) {
      const where = { workspaceId, metric, periodKind: period.kind, periodFrom: period.from }
      return (await client.target.findMany({ where })).map(fullTargetOf)
    },

    async ofSubject(workspaceId, subject, metric, { from, to }) {
      const where = { workspaceId, subject: subjectKey(subject), metric, periodFrom: { lte: to }, periodTo: { gte: from } }
      return (await client.target.findMany({ where })).map(fullTargetOf)
    },

    async history(workspaceId, key, take) {
      const rows = await client.targetEvent.findMany({ where: keyOf(workspaceId, key), orderBy: { id: 'desc' }, take })
      return rows.map(
        ({ before, after, byId, at, reason }): TargetEvent => ({
          before: before ?? undefined,
          after: after ?? undefined,
          by: asId<MemberId>(byId),
          at: asInstant(Number(at)),
          reason: reason ?? undefined,
        }),
      )
    },

    async reached(workspaceId, metric, { from, to }) {
      const { sql, values } = query(
        kind,
        (put) => `SELECT t."memberId", t."teamId", ${sumText(kind, 't."value"')} AS "value" FROM "DayTotal" t
          WHERE t."workspaceId" = ${put(workspaceId)} AND t."metric" = ${put(metric)} AND t."day" BETWEEN ${put(from)} AND ${put(to)}
          GROUP BY t."memberId", t."teamId"`,
      )
      const rows = await client.$queryRawUnsafe<{ memberId: number; teamId: number; value: string }[]>(sql, ...values)
      return rows.map(({ memberId, teamId, value }) => ({
        member: asId<MemberId>(Number(memberId)),
        team: Number(teamId) === 0 ? undefined : asId<TeamId>(Number(teamId)), // 0: in no team
        value: sumOf(value),
      }))
    },

    setAll,

    undo: ({ workspace, version, requestKey, at, by, batch, undoes, answer }) =>
      changeWorkspace(database, waking, { workspace, version, requestKey, at }, async (transaction) => {
        const events = await transaction.targetEvent.findMany({ where: { workspaceId: workspace, batch: undoes }, orderBy: { id: 'asc' } })
        if (events.length === 0) return { answer: answer(undefined, []) }
        const { calendar } = workspaceOf(await transaction.workspace.findUniqueOrThrow({ where: { id: workspace } }))
        const keyed = events.map((event) => ({ event, key: keyOfEvent(event, calendar) }))
        const before = await standing(
          transaction,
          workspace,
          keyed.map(({ key }) => key),
        )
        const changes = keyed.map(({ event, key }) => {
          const now = before.get(targetKey(key))
          const isAsMade = now?.value === (event.after ?? undefined) && key.period.from === event.periodFrom
          return { isAsMade, before: now, change: { ...key, ...now, value: event.before ?? undefined } }
        })
        const back = changes.filter(({ isAsMade }) => isAsMade)
        await write(transaction, { workspace, changes: back, by, at, batch })
        const restored = back.map(({ change }) => change)
        const movedOn = changes.filter(({ isAsMade }) => !isAsMade).map(({ change, before }) => ({ ...change, value: before?.value }))
        return { answer: answer({ restored, movedOn }, afterwards(before, restored, { by, at })) }
      }),
  }
}

interface EventRow {
  readonly subject: string
  readonly metric: string
  readonly periodKind: string
  readonly periodFrom: string
}

/** What an event is about. Where the calendar was changed since, the period is the one in which the old one began. */
function keyOfEvent({ subject, metric, periodKind, periodFrom }: EventRow, calendar: FiscalCalendar): TargetKey {
  const period: Period = periodOf(oneOf(periodKinds, periodKind), storedDate(periodFrom), calendar)
  return { subject: subjectOfKey(subject), metric: storedMetric(metric), period }
}
