// What people say that a period will bring, in the database. Rows are only added.
import type { Call, CallPlace, ForecastStore } from '../progress/forecast-store.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import { type PeriodKind, periodKinds } from '../vocabulary/period.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, Transaction } from './database.ts'
import { oneOf, storedDate } from './deal-rows.ts'

interface CallRow {
  readonly commit: bigint | null
  readonly bestCase: bigint | null
}

const callOf = (row: CallRow | null): Call => ({ commit: row?.commit ?? undefined, bestCase: row?.bestCase ?? undefined })

const keyOf = (workspaceId: WorkspaceId, { member, period }: CallPlace) => {
  return { workspaceId, memberId: member, periodKind: period.kind, periodFrom: period.from }
}

export function forecastStore(database: Database, waking: Waking): ForecastStore {
  const { client } = database

  /** The latest saying of a member and period, or the latest before one. */
  const latest = (transaction: Transaction, workspace: WorkspaceId, place: CallPlace, before?: number) =>
    transaction.forecastCall.findFirst({
      where: { ...keyOf(workspace, place), ...(before === undefined ? {} : { id: { lt: before } }) },
      orderBy: { id: 'desc' },
    })

  async function keep(
    transaction: Transaction,
    { workspace, by, at, ...place }: CallPlace & { readonly workspace: WorkspaceId; readonly by: MemberId; readonly at: number },
    { commit, bestCase }: Call,
  ): Promise<number> {
    const data = { ...keyOf(workspace, place), commit: commit ?? null, bestCase: bestCase ?? null, byId: by, at }
    const { id } = await transaction.forecastCall.create({ data, select: { id: true } })
    return id
  }

  return {
    say: (change) =>
      changeWorkspace(database, waking, change, async (transaction) => {
        const before = callOf(await latest(transaction, change.workspace, change))
        const call = change.decide(before)
        const isSame = call.commit === before.commit && call.bestCase === before.bestCase
        return { answer: change.answer(call, isSame ? undefined : await keep(transaction, change, call)) }
      }),

    async place(workspaceId, id) {
      const row = await client.forecastCall.findFirst({ where: { id, workspaceId } })
      if (!row) return undefined
      const period = { kind: oneOf<PeriodKind>(periodKinds, row.periodKind), from: storedDate(row.periodFrom) }
      return { member: asId<MemberId>(row.memberId), period }
    },

    undo: (change) =>
      changeWorkspace(database, waking, change, async (transaction) => {
        const last = await latest(transaction, change.workspace, change)
        if (last?.id !== change.undoes) return { answer: change.answer(undefined, undefined) }
        const call = callOf(await latest(transaction, change.workspace, change, change.undoes))
        return { answer: change.answer(call, await keep(transaction, change, call)) }
      }),
  }
}
