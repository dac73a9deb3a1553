// Exchange rates in the database. Every win in another currency asks for them, so a copy is kept for each version of a workspace:
// a change of rates raises the version, and nothing that was decided on an older one is written.
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { RateStore } from '../workspaces/rate-store.ts'
import { type Rate, rateOn } from '../workspaces/rates.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { storedCurrency, storedDate, storedRate } from './deal-rows.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'

/** So many workspaces' rates are kept; then all are forgotten, which costs one reading each. */
const most = 5_000

interface RateRow {
  readonly currency: string
  readonly from: string
  readonly rate: string
  readonly setById: number
  readonly setAt: bigint
}

const rateOf = (row: RateRow): Rate => ({
  currency: storedCurrency(row.currency),
  from: storedDate(row.from),
  rate: storedRate(row.rate),
  setBy: asId<MemberId>(row.setById),
  setAt: asInstant(Number(row.setAt)),
})

/** `copies`: those of who is who, which hold the version too. */
export function rateStore(database: Database, waking: Waking, copies: Pick<WorkspaceCopies, 'forget'>): RateStore {
  const { client } = database
  const kept = new Map<WorkspaceId, { readonly version: number; readonly rates: readonly Rate[] }>()

  return {
    async rates({ id, version }) {
      const copy = kept.get(id)
      if (copy?.version === version) return copy.rates
      const rows = await client.rate.findMany({ where: { workspaceId: id }, orderBy: [{ currency: 'asc' }, { from: 'desc' }] })
      const rates = rows.map(rateOf)
      if (kept.size >= most) kept.clear()
      kept.set(id, { version, rates })
      return rates
    },

    async set({ workspace, requestKey, currency, from, rate, by, platform, at, answer }) {
      const { id, version } = workspace
      try {
        return await changeWorkspace(database, waking, { workspace: id, version, requestKey, at }, async (transaction) => {
          const rows = await transaction.rate.findMany({ where: { workspaceId: id, currency } })
          const rates = rows.map(rateOf)
          const begins = rates.find((one) => one.from === from)
          const said = answer({ begins, holds: rateOn(rates, currency, from) })
          if (said.keep || begins?.rate === rate) return said
          const key = { workspaceId: id, currency, from }
          const where = { workspaceId_currency_from: key }
          if (rate === undefined) await transaction.rate.delete({ where })
          else {
            const data = { rate, setById: by, setAt: at }
            await transaction.rate.upsert({ where, create: { ...key, ...data }, update: data })
          }
          const event = {
            workspaceId: id,
            kind: `rate ${currency} ${from}`,
            before: begins?.rate ?? '',
            after: rate ?? '',
            byId: by,
            platform,
            at,
          }
          await transaction.workspaceEvent.create({ data: event })
          await transaction.workspace.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } })
          return said
        })
      } finally {
        copies.forget(id)
        kept.delete(id)
      }
    },
  }
}
