// A workspace's settings as rows: their columns, the record of what was changed, and what is still in use when something is taken out.
import type { Prisma } from '../generated/sqlite/client.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { LeftBehind, NewWorkspace, RecordedChange, WorkspaceSettings } from '../workspaces/workspace-store.ts'
import type { Waking } from './change-workspace.ts'
import type { Transaction } from './database.ts'
import { ruleColumn, rulesOf } from './rule-rows.ts'

export const recordedOf = ({ id, kind, before, after, byId, at }: Prisma.WorkspaceEventGetPayload<object>): RecordedChange => ({
  id,
  kind,
  before,
  after,
  by: asId<MemberId>(byId),
  at: asInstant(Number(at)),
})

/** Settings make no posts. */
export const noPosts: Waking = { queue: { wake: () => {} }, engine: false }

export class CurrencyInUse extends Error {}

/** The columns of settings; what is not among them is left out. */
export function settingColumns<Plain extends Partial<WorkspaceSettings>>({
  calendar,
  rules,
  ...plain
}: Plain & Pick<NewWorkspace, 'calendar' | 'rules'>) {
  return {
    ...plain,
    ...(calendar && {
      fiscalYearStart: calendar.yearStartMonth,
      weekStart: calendar.weekStart,
      workingDays: calendar.workingDays.join(''),
    }),
    ...(rules && { rules: ruleColumn(rules) }),
  }
}

/** True when amounts in another currency than that one are stored already. */
export async function currencyIsInUse(transaction: Transaction, id: WorkspaceId, currency: string | undefined): Promise<boolean> {
  const now = await transaction.workspace.findUniqueOrThrow({ where: { id }, select: { currency: true } })
  if (currency === undefined || currency === now.currency) return false
  const where = { where: { workspaceId: id }, select: { workspaceId: true } }
  return ((await transaction.deal.findFirst(where)) ?? (await transaction.target.findFirst(where))) !== null
}

/** Rates say what others are worth in the workspace's currency: in another one they mean nothing. To be called before it is changed. */
export async function forgetRates(transaction: Transaction, id: WorkspaceId, currency: string | undefined): Promise<void> {
  const now = await transaction.workspace.findUniqueOrThrow({ where: { id }, select: { currency: true } })
  if (currency !== undefined && currency !== now.currency) await transaction.rate.deleteMany({ where: { workspaceId: id } })
}

/** What was taken out of the stages and kinds of activity just now, and is in use. */
export async function leftBehind(transaction: Transaction, workspaceId: WorkspaceId, rules: Rules): Promise<LeftBehind> {
  const row = await transaction.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { rules: true } })
  const before = rulesOf(row.rules)
  const gone = before.stages.map(({ name }) => name).filter((name) => !rules.stages.some((stage) => stage.name === name))
  const stages: { name: string; count: number }[] = []
  for (const name of gone) {
    const count = await transaction.deal.count({ where: { workspaceId, state: 'open', stage: name } })
    if (count > 0) stages.push({ name, count })
  }
  const activities: { name: string }[] = []
  for (const kind of before.activityKinds.filter((one) => !rules.activityKinds.includes(one))) {
    const used =
      (await transaction.activity.findFirst({ where: { workspaceId, kind }, select: { id: true } })) ??
      (await transaction.target.findFirst({ where: { workspaceId, metric: kind }, select: { workspaceId: true } }))
    if (used) activities.push({ name: kind })
  }
  return { stages, activities }
}
