// What waited for a yes to a change of a deal, and is settled with it: in one transaction, so that nothing is called done that is not saved.
import type { Change } from '../../deals/deal-store.ts'
import type { Pending } from '../../workspaces/pending-store.ts'
import type { Transaction } from '../database.ts'
import { pendingOf } from '../pending-store.ts'

/** As it stands; undefined where the change settles nothing, or what it settles was forgotten. */
export async function waitingFor(transaction: Transaction, { workspace, settles }: Change): Promise<Pending | undefined> {
  const row = settles && (await transaction.pending.findFirst({ where: { id: settles.id, workspaceId: workspace } }))
  return row ? pendingOf(row) : undefined
}

/** Settles it as done, within the transaction that has written the change and holds the workspace. Throws where it is open no more. */
export async function settle(transaction: Transaction, { workspace, settles }: Change): Promise<void> {
  if (!settles) return
  const { id, by, at } = settles
  const data = { state: 'done', decidedById: by, decidedAt: at }
  const { count } = await transaction.pending.updateMany({ where: { id, workspaceId: workspace, state: 'open' }, data })
  if (count !== 1) throw new Error('What was settled elsewhere was settled again')
}
