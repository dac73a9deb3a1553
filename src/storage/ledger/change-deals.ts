// Changing deals: changes that arrive together are written in one transaction together, each succeeding or failing alone, and nobody
// is answered before it is committed.
import { setTimeout as sleep } from 'node:timers/promises'
import { Complaint } from '../../conversation/complaint.ts'
import type { Answer, Destination } from '../../conversation/platform.ts'
import type { Change } from '../../deals/deal-store.ts'
import type { WorkspaceId } from '../../vocabulary/ids.ts'
import type { Database, Transaction } from '../database.ts'
import { isOutOfReach, isTooLarge } from '../database-errors.ts'
import { Batch, type Outcome, type Writing } from './batch.ts'
import { findFor, lockFor } from './find.ts'
import { whereTheyStand } from './rows.ts'
import { settle } from './settle.ts'
import { inTurns } from './turn.ts'
import { writeToPostgres, writeToSqlite } from './write.ts'

/** Before each further try (ms): broken connections are noticed by then, and a person waits at most three seconds for an answer. */
const pauses = [50, 250]
/** After so long (ms) nothing is tried again: a database that is silent takes its time over each try. */
const longest = 6_000

interface Done {
  readonly outcomes: readonly Outcome[]
  readonly written: readonly Writing[]
  /** Where nothing was written, as somebody else was faster, or may have been. */
  readonly lost: ReadonlySet<WorkspaceId>
}

/**
 * Returns `DealStore.change`. `wake` hears of the posts' destinations after the commit; `wakes`: the engine is told within it. `saw` hears
 * of what was written.
 */
export function changingDeals(
  database: Database,
  wake: (to: readonly Destination[]) => void,
  wakes: boolean,
  saw: (written: readonly Writing[]) => void = () => {},
): (change: Change) => Promise<Answer> {
  const { kind, client } = database

  async function decideAndWrite(transaction: Transaction, changes: readonly Change[], isLocked: boolean): Promise<Done> {
    const found = await findFor(kind, transaction, changes)
    const batch = new Batch(found)
    const outcomes = changes.map((change) => batch.add(change))
    const written = await whereTheyStand(transaction, batch.written)
    if (written.length === 0) {
      // a deal and the answers are not read in one statement: what another copy did in between looks like somebody else's doing,
      // although it may be this very request
      const unsure = changes.filter(({ number, requestKey }) => !isLocked && number !== undefined && !found.answers.has(requestKey))
      return { outcomes, written, lost: new Set(unsure.map(({ workspace }) => workspace)) }
    }
    const decided = { written, nextDeal: batch.nextDeal }
    const held =
      kind === 'sqlite'
        ? await writeToSqlite(transaction, found.workspaces, decided)
        : await writeToPostgres(transaction, found.workspaces, decided, wakes)
    const lost = new Set(written.map(({ workspace }) => workspace).filter((workspace) => !held.has(workspace)))
    for (const change of changes) if (held.has(change.workspace)) await settle(transaction, change)
    return { outcomes, written: written.filter(({ workspace }) => held.has(workspace)), lost }
  }

  const locked = (changes: readonly Change[]): Promise<Done> =>
    database.transaction(async (transaction) => {
      if (kind === 'postgresql') await lockFor(transaction, changes)
      return decideAndWrite(transaction, changes, true)
    })

  /**
   * Nothing is locked at first: what is read is decided on, and written if it is still so, in two statements instead of five. Where
   * somebody else was faster (another copy of the program, a changed setting), the same is done once more with the workspace locked.
   */
  async function transact(changes: readonly Change[], lock: boolean): Promise<readonly Outcome[]> {
    const { outcomes, written, lost } = await (lock || changes.some(settlesToo) ? locked(changes) : decideAndWrite(client, changes, false))
    const destinations = new Set(written.flatMap(({ posts }) => posts.map(({ to }) => to)))
    if (destinations.size > 0) wake([...destinations])
    saw(written)
    if (lost.size === 0) return outcomes
    const isLost = ({ workspace }: Change) => lost.has(workspace)
    const again = [...(await transact(changes.filter(isLost), true))]
    return changes.map(
      (change, index) => (isLost(change) ? again.shift() : outcomes[index]) ?? { error: new Error('A change ended without an outcome') },
    )
  }

  async function oneByOne(changes: readonly Change[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = []
    for (const change of changes) {
      const [outcome] = await transact([change], true).catch((error: unknown): Outcome[] => [
        { error: isTooLarge(error) ? new Complaint('deal.total-too-large') : error },
      ])
      outcomes.push(outcome ?? { error: new Error('A change ended without an outcome') })
    }
    return outcomes
  }

  /**
   * When a transaction fails it is tried again, each change by itself, so that one that cannot be written does not take the others
   * along; a request that another copy has answered meanwhile is then found answered. So is one of our own whose commit was in
   * doubt: that is why trying again is safe. While the database is out of reach all try again together, or each would wait for it.
   */
  async function run(changes: readonly Change[]): Promise<readonly Outcome[]> {
    const began = performance.now()
    let lock = false
    for (const pause of pauses) {
      try {
        return await transact(changes, lock)
      } catch (error) {
        if (!isOutOfReach(error)) return oneByOne(changes)
        if (performance.now() - began > longest) throw error
      }
      await sleep(pause)
      lock = true
    }
    return transact(changes, lock)
  }

  return inTurns(run, (change) => change.number !== undefined || settlesToo(change))
}

/** Such a change is more than one statement, and goes in a transaction of its own. */
const settlesToo = ({ settles }: Change): boolean => settles !== undefined
