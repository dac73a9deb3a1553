// What an owner's wins are typically worth, kept in this process: every win is measured against it, and a median cannot be looked up
// by key. It is read once in a while; what is won through this process meanwhile is added to it.
import { typicalOf } from '../../deals/doubts.ts'
import type { MemberId, WorkspaceId } from '../../vocabulary/ids.ts'
import type { Database } from '../database.ts'
import type { Writing } from './batch.ts'

/** So many of the latest wins make up what is typical. */
const latest = 200
/** So long (ms) a copy is good. Older ones are used once more, while a new one is read. */
const fresh = 5 * 60_000
/** After so long (ms) it is waited for a new one. */
const oldest = 60 * 60_000
/** So many owners are kept; then all are forgotten, which costs one reading each. */
const most = 20_000

interface Kept {
  /** Minor units, the smallest first. */
  readonly amounts: bigint[]
  readonly readAt: number
  isBeingRead: boolean
}

export class TypicalWins {
  readonly #kept = new Map<string, Kept>()
  readonly #client: Database['client']
  /** How often something was forgotten: what was read before that may be out of date. */
  #forgotten = 0

  constructor({ client }: Pick<Database, 'client'>) {
    this.#client = client
  }

  /** `DealStore.typicalWin`. */
  async of(workspace: WorkspaceId, owner: MemberId): Promise<bigint | undefined> {
    const kept = this.#kept.get(keyOf(workspace, owner))
    const age = kept ? performance.now() - kept.readAt : oldest
    if (!kept || age >= oldest) return typicalOf(await this.#read(workspace, owner))
    if (age >= fresh && !kept.isBeingRead) {
      kept.isBeingRead = true
      this.#read(workspace, owner).catch(() => {
        kept.isBeingRead = false
      })
    }
    return typicalOf(kept.amounts)
  }

  /** After a commit: new wins are added, and whoever's deals were changed is read anew. */
  saw(written: readonly Pick<Writing, 'workspace' | 'deal' | 'before'>[]): void {
    for (const { workspace, deal, before } of written) {
      const key = keyOf(workspace, deal.owner)
      const kept = this.#kept.get(key)
      if (!before && deal.state === 'won' && kept && kept.amounts.length < 2 * latest) insert(kept.amounts, deal.amount.minor)
      else if (before || deal.state === 'won') {
        this.#forgotten += 1
        this.#kept.delete(key)
        if (before) this.#kept.delete(keyOf(workspace, before.owner))
      }
    }
  }

  async #read(workspace: WorkspaceId, owner: MemberId): Promise<readonly bigint[]> {
    const forgotten = this.#forgotten
    const rows = await this.#client.deal.findMany({
      where: { workspaceId: workspace, state: 'won', ownerId: owner },
      orderBy: [{ closedOn: 'desc' }, { number: 'desc' }],
      take: latest,
      select: { minor: true },
    })
    const amounts = rows.map(({ minor }) => minor).sort(ascending)
    if (forgotten === this.#forgotten) {
      if (this.#kept.size >= most) this.#kept.clear()
      this.#kept.set(keyOf(workspace, owner), { amounts, readAt: performance.now(), isBeingRead: false })
    }
    return amounts
  }
}

const keyOf = (workspace: WorkspaceId, owner: MemberId): string => `${workspace} ${owner}`

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

/** Into its place among sorted ones. */
function insert(amounts: bigint[], amount: bigint): void {
  let low = 0
  let high = amounts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((amounts[middle] ?? 0n) < amount) low = middle + 1
    else high = middle
  }
  amounts.splice(low, 0, amount)
}
