// Activities in the database.

import { type ActivityStep, difference } from '../activities/activity.ts'
import type { ActivityChange, ActivityStanding, ActivityStore } from '../activities/activity-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { type ActivityNumber, asId, type WorkspaceId } from '../vocabulary/ids.ts'
import { activityData, activityEventOf, activityOf, factsJson } from './activity-rows.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, Transaction } from './database.ts'
import { subjectKey } from './target-rows.ts'
import { companyRows, totalRow } from './total-rows.ts'

/** How many of somebody's last events are looked through for one that is still in force. */
const lastEvents = 50

export function activityStore(database: Database, waking: Waking): ActivityStore {
  const { client } = database
  return {
    change: ({ workspace, version, requestKey, at, number, standing, decide }) =>
      changeWorkspace(database, waking, { workspace, version, requestKey, at }, async (transaction) => {
        const found = number === undefined ? undefined : await read(transaction, workspace, number)
        const before = {
          number: number ?? (await nextNumber(transaction, workspace)),
          activity: found?.activity,
          events: found?.events ?? [],
          standing: await standingOf(transaction, workspace, standing),
        }
        const { step, answer } = decide(before)
        if (step) await write(transaction, workspace, step)
        return { answer }
      }),

    async find(workspace, number) {
      return (await read(client, workspace, number))?.activity
    },

    async lastTouchedBy(workspaceId, member) {
      const events = await client.activityEvent.findMany({
        where: { workspaceId, byId: member },
        orderBy: { id: 'desc' },
        take: lastEvents,
        select: { number: true, at: true },
      })
      const numbers = [...new Set(events.map(({ number }) => number))]
      const rows = await client.activity.findMany({ where: { workspaceId, number: { in: numbers }, state: 'logged' } })
      const counting = new Set(rows.map(({ number }) => number))
      const last = events.find(({ number }) => counting.has(number))
      const activity = last && (await read(client, workspaceId, last.number))?.activity
      return activity && { activity, at: asInstant(Number(last.at)) }
    },

    async list(workspaceId, { member, period }, { skip, take }) {
      const where = { workspaceId, memberId: member, day: { gte: period.from, lte: period.to }, state: 'logged' }
      const [rows, count] = await Promise.all([
        client.activity.findMany({ where, orderBy: [{ day: 'desc' }, { number: 'desc' }], skip, take }),
        client.activity.count({ where }),
      ])
      const numbers = rows.map(({ number }) => number)
      const events = await client.activityEvent.groupBy({
        by: ['number'],
        where: { workspaceId, number: { in: numbers } },
        _count: { id: true },
      })
      const revisions = new Map(events.map(({ number, _count }) => [number, _count.id]))
      return { activities: rows.map((row) => activityOf(row, revisions.get(row.number) ?? 0)), count }
    },

    async totals(workspaceId, subject, period, metrics) {
      const where = { workspaceId, metric: { in: [...metrics] }, day: { gte: period.from, lte: period.to } }
      const by = { by: ['metric' as const], _sum: { value: true as const } }
      const rows =
        subject.kind === 'company'
          ? await client.companyDayTotal.groupBy({ ...by, where })
          : await client.dayTotal.groupBy({
              ...by,
              where: { ...where, ...(subject.kind === 'team' ? { teamId: { in: [...subject.teams] } } : { memberId: subject.member }) },
            })
      return new Map(rows.map(({ metric, _sum }) => [metric, _sum.value ?? 0n]))
    },
  }
}

async function read(client: Pick<Transaction, 'activity' | 'activityEvent'>, workspaceId: WorkspaceId, number: number) {
  const row = await client.activity.findUnique({ where: { workspaceId_number: { workspaceId, number } } })
  if (!row) return undefined
  const events = await client.activityEvent.findMany({ where: { workspaceId, number }, orderBy: { id: 'asc' } })
  return { activity: activityOf(row, events.length), events: events.map(activityEventOf) }
}

async function nextNumber(transaction: Transaction, workspaceId: WorkspaceId): Promise<ActivityNumber> {
  const last = await transaction.activity.findFirst({ where: { workspaceId }, orderBy: { number: 'desc' }, select: { number: true } })
  return asId<ActivityNumber>((last?.number ?? 0) + 1)
}

async function standingOf(
  transaction: Transaction,
  workspaceId: WorkspaceId,
  { member, kind, periods }: ActivityChange['standing'],
): Promise<ActivityStanding> {
  const targets = await transaction.target.findMany({
    where: {
      workspaceId,
      subject: subjectKey({ kind: 'member', member }),
      metric: kind,
      OR: periods.map((period) => ({ periodKind: period.kind, periodFrom: period.from })),
    },
    select: { periodKind: true, value: true },
  })
  const targetOf = (period: (typeof periods)[number]) => targets.find(({ periodKind }) => periodKind === period.kind)?.value
  const period = periods.find((one) => targetOf(one) !== undefined) ?? periods[0]
  const { _sum } = await transaction.dayTotal.aggregate({
    where: { workspaceId, memberId: member, metric: kind, day: { gte: period.from, lte: period.to } },
    _sum: { value: true },
  })
  return { period, actual: _sum.value ?? 0n, target: targetOf(period) }
}

async function write(transaction: Transaction, workspaceId: WorkspaceId, { activity, event }: ActivityStep): Promise<void> {
  const { number, loggedAt, loggedBy } = activity
  const data = activityData(activity)
  const where = { workspaceId_number: { workspaceId, number } }
  const logged = { workspaceId, number, loggedAt, loggedById: loggedBy }
  await transaction.activity.upsert({ where, create: { ...data, ...logged }, update: data })
  const { kind, before, after, by, platform, at } = event
  const entry = { workspaceId, number, kind, before: factsJson(before), after: factsJson(after), byId: by, platform, at }
  await transaction.activityEvent.create({ data: entry })
  const totals = difference(before, after).map((total) => totalRow(workspaceId, total))
  for (const total of totals) {
    const { value, ...key } = total
    const id = { workspaceId_memberId_metric_day_teamId: key }
    await transaction.dayTotal.upsert({ where: id, create: total, update: { value: { increment: value } } })
  }
  for (const total of companyRows(totals)) {
    const { value, ...key } = total
    const id = { workspaceId_metric_day: key }
    await transaction.companyDayTotal.upsert({ where: id, create: total, update: { value: { increment: value } } })
  }
}
