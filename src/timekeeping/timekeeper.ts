// Carries out what is due: finds it, has each ritual say what is to be said, and writes both down together, once.
import type { Logger } from 'pino'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import { type Described, type Occasion, postOf, type Said } from '../conversation/ritual.ts'
import { logFault } from '../delivery/fault.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import { type Due, dueIn } from './due.ts'
import { type Household, type OccurrenceStore, occurrenceKey } from './occurrence-store.ts'

export interface TimekeeperNeeds {
  readonly occurrences: OccurrenceStore
  readonly rituals: readonly Described[]
  /** What a ritual of the catalog wants to be said. */
  readonly occur: (ritual: string, occasion: Occasion) => Promise<readonly Said[]>
  /** Called with where something was written to, after it was. */
  readonly wake: (to: readonly Destination[]) => void
  readonly clock: Clock
  readonly log: Logger
}

type Ready = Due & { readonly posts: readonly Post[] }

export interface Timekeeper {
  /** Carries out what is due now. One look at a time: whoever asks meanwhile gets the one under way. Rejects if the database does. */
  look(): Promise<Looked>
}

/** What a look led to. */
export interface Looked {
  /** Occurrences that this copy wrote down. */
  readonly occurrences: number
  readonly posts: number
}

/** So many workspaces are carried out in one transaction. */
const atOnce = 100
/** So many of them think about what to say at once. */
const thinking = 8

export function timekeeper(needs: TimekeeperNeeds): Timekeeper {
  const { occurrences, rituals, clock, log } = needs
  const households = new Map<WorkspaceId, Household>()
  /** Those that are known to be written down, with when each was due. */
  const known = new Map<string, Instant>()
  let underWay: Promise<Looked> | undefined

  /** Every workspace as it is now; those that did not change are not read again. */
  async function everybody(): Promise<readonly Household[]> {
    const versions = await occurrences.versions()
    for (const id of households.keys()) if (!versions.has(id)) households.delete(id)
    const changed = [...versions].flatMap(([id, version]) => (households.get(id)?.workspace.version === version ? [] : [id]))
    for (const ids of chunks(changed, 500)) {
      for (const household of await occurrences.households(ids)) households.set(household.workspace.id, household)
    }
    return [...households.values()]
  }

  async function look(): Promise<Looked> {
    const now = clock.now()
    const all = await everybody()
    const due = all.flatMap((household) => {
      const here = dueIn(household, rituals, now).filter((one) => !known.has(occurrenceKey(one)))
      return here.length > 0 ? [{ household, here }] : []
    })
    forgetOld(now)
    let written: Looked = { occurrences: 0, posts: 0 }
    // The first to come are the first to be said, in every workspace.
    due.sort((a, b) => (a.here[0]?.slot.at ?? 0) - (b.here[0]?.slot.at ?? 0))
    for (const some of chunks(due, atOnce)) {
      const carried = await carryOut(some, now)
      written = { occurrences: written.occurrences + carried.occurrences, posts: written.posts + carried.posts }
    }
    return written
  }

  async function carryOut(some: readonly { household: Household; here: readonly Due[] }[], now: Instant): Promise<Looked> {
    const before = await occurrences.written(some.flatMap(({ here }) => here))
    const open = some.flatMap(({ household, here }) =>
      here.filter((one) => !before.has(occurrenceKey(one))).map((one) => ({ household, one })),
    )
    for (const { here } of some) for (const one of here) if (before.has(occurrenceKey(one))) known.set(occurrenceKey(one), one.slot.at)
    const thought = await inTurn(open, thinking, async ({ household, one }) => {
      const said = await saidAt(household, one, now)
      return said && { ...one, posts: said.map((each) => postOf(one.ritual, one.slot, each)) }
    })
    const ready = thought.filter((one) => one !== undefined)
    if (ready.length === 0) return { occurrences: 0, posts: 0 }
    const ours = await written(ready, now)
    for (const one of ready) known.set(occurrenceKey(one), one.slot.at)
    const posts = ready.filter((one) => ours.has(occurrenceKey(one))).flatMap((one) => one.posts)
    if (posts.length > 0) needs.wake([...new Set(posts.map(({ to }) => to))])
    return { occurrences: ours.size, posts: posts.length }
  }

  /** All of them together; where that fails each by itself, so that one that cannot be written keeps none of the others. */
  async function written(ready: readonly Ready[], now: Instant): Promise<ReadonlySet<string>> {
    try {
      return await occurrences.write(ready, now)
    } catch (error) {
      if (ready.length === 1) throw error
      logFault(log, 'What is due could not be written together', error)
    }
    const ours = new Set<string>()
    let failures = 0
    for (const one of ready) {
      try {
        for (const key of await occurrences.write([one], now)) ours.add(key)
      } catch (error) {
        failures += 1
        logFault(log, 'What is due could not be written', error, { ritual: one.ritual, workspace: String(one.workspace) })
        if (failures === ready.length) throw error
      }
    }
    return ours
  }

  /** Undefined: it failed, and is tried again at the next look, as long as it may be made up for. */
  async function saidAt({ workspace }: Household, { ritual: name, slot, zone }: Due, now: Instant): Promise<readonly Said[] | undefined> {
    const declaration = rituals.find((one) => one.name === name)
    if (!declaration) return undefined
    try {
      const { to } = scheduleOf(declaration, workspace)
      return await needs.occur(name, { workspace, slot, zone: zone || workspace.timeZone, to, now })
    } catch (error) {
      logFault(log, 'A ritual could not be carried out', error, { ritual: name, workspace: String(workspace.id) })
      return undefined
    }
  }

  /** What nothing can make due again need not be known any more. */
  function forgetOld(now: Instant): void {
    if (known.size < mostKnown) return
    for (const [key, at] of known) if (now - at > longAgo) known.delete(key)
  }

  return {
    look() {
      underWay ??= look().finally(() => {
        underWay = undefined
      })
      return underWay
    },
  }
}

const mostKnown = 100_000
const longAgo = 14 * 24 * 3_600_000

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}

/** Does something for each, so many at a time; the results in their order. */
async function inTurn<T, R>(all: readonly T[], atATime: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < all.length; index = next++) {
      const one = all[index] as T // the index is within the list
      results[index] = await work(one)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, all.length) }, worker))
  return results
}
