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
}

/** What the owner's latest wins were worth, in minor units and any order. */
export type LatestWins = (workspace: WorkspaceId, owner: MemberId) => Promise<readonly bigint[]>

/** The same from the database. */
export const latestWins =
  ({ client }: Pick<Database, 'client'>): LatestWins =>
  async (workspaceId, ownerId) => {
    const rows = await client.deal.findMany({
      where: { workspaceId, state: 'won', ownerId },
      orderBy: [{ closedOn: 'desc' }, { number: 'desc' }],
      take: latest,
      select: { minor: true },
    })
    return rows.map(({ minor }) => minor)
  }

export class TypicalWins {
  readonly #kept = new Map<string, Kept>()
  readonly #find: LatestWins
  /** What is being read: for all who ask meanwhile. Where deals are written in between it is taken away, and what was read is not kept. */
  readonly #reading = new Map<string, Promise<readonly bigint[]>>()

  constructor(find: LatestWins) {
    this.#find = find
  }

  /** `DealStore.typicalWin`. */
  async of(workspace: WorkspaceId, owner: MemberId): Promise<bigint | undefined> {
    const kept = this.#kept.get(keyOf(workspace, owner))
    const age = kept ? performance.now() - kept.readAt : oldest
    if (!kept || age >= oldest) return typicalOf(await this.#read(workspace, owner))
    if (age >= fresh) this.#read(workspace, owner).catch(() => undefined) // the next one who asks tries again
    return typicalOf(kept.amounts)
  }

  /** After a commit: new wins are added, and whoever's deals were changed is read anew. */
  saw(written: readonly Pick<Writing, 'workspace' | 'deal' | 'before'>[]): void {
    for (const { workspace, deal, before } of written) {
      const key = keyOf(workspace, deal.owner)
      for (const owner of [deal.owner, before?.owner ?? deal.owner]) this.#reading.delete(keyOf(workspace, owner))
      const kept = this.#kept.get(key)
      if (!before && deal.state === 'won' && kept && kept.amounts.length < 2 * latest) insert(kept.amounts, deal.amount.minor)
      else if (before || deal.state === 'won') {
        this.#kept.delete(key)
        if (before) this.#kept.delete(keyOf(workspace, before.owner))
      }
    }
  }

  #read(workspace: WorkspaceId, owner: MemberId): Promise<readonly bigint[]> {
    const key = keyOf(workspace, owner)
    const under = this.#reading.get(key)
    if (under) return under
    const isUnderWay = () => this.#reading.get(key) === reading
    const reading: Promise<readonly bigint[]> = this.#find(workspace, owner)
      .then((found) => {
        const amounts = found.toSorted(ascending)
        if (isUnderWay()) {
          if (this.#kept.size >= most) this.#kept.clear()
          this.#kept.set(key, { amounts, readAt: performance.now() })
        }
        return amounts
      })
      .finally(() => {
        if (isUnderWay()) this.#reading.delete(key)
      })
    this.#reading.set(key, reading)
    return reading
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
