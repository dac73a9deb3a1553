// Changing deals: changes that arrive together go through one transaction together, each succeeding or failing alone, and nobody is
// answered before it is committed.
import type { Answer, Destination } from '../../conversation/platform.ts'
import type { Change } from '../../deals/deal-store.ts'
import type { Database } from '../database.ts'
import { isOutOfReach } from '../database-errors.ts'
import { Batch, type Outcome } from './batch.ts'
import { findFor, whereTheyStand, write } from './ledger.ts'
import { inTurns } from './turn.ts'

/** Returns `DealStore.change`. `wake` hears of the posts' destinations after the commit; `wakes`: the engine is told within it. */
export function changingDeals(
  database: Database,
  wake: (to: readonly Destination[]) => void,
  wakes: boolean,
): (change: Change) => Promise<Answer> {
  async function transact(changes: readonly Change[]): Promise<readonly Outcome[]> {
    const { written, outcomes } = await database.transaction(async (transaction) => {
      const batch = new Batch(await findFor(database.kind, transaction, changes))
      const outcomes = changes.map((change) => batch.add(change))
      const written = await whereTheyStand(transaction, batch.written)
      await write(database.kind, transaction, { written, nextDeal: batch.nextDeal }, wakes)
      return { written, outcomes }
    })
    const destinations = new Set(written.flatMap(({ posts }) => posts.map(({ to }) => to)))
    if (destinations.size > 0) wake([...destinations])
    return outcomes
  }

  /**
   * When a transaction fails it is tried again, each change by itself, so that one that cannot be written does not take the others
   * along; a request that another copy has answered meanwhile is then found answered. So is one of our own whose commit was in
   * doubt: that is why trying again is safe. When the database is out of reach all try again together, or each would wait for it.
   */
  async function run(changes: readonly Change[]): Promise<readonly Outcome[]> {
    try {
      return await transact(changes)
    } catch (error) {
      if (isOutOfReach(error)) return transact(changes)
      const outcomes: Outcome[] = []
      for (const change of changes) {
        const [outcome] = await transact([change]).catch((error: unknown): Outcome[] => [{ error }])
        outcomes.push(outcome ?? { error })
      }
      return outcomes
    }
  }

  return inTurns(run, ({ number }) => number !== undefined)
}
