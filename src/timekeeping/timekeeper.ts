// Carries out what is due: finds it, has each ritual say what is to be said, and writes both down together, once.
import type { Logger } from 'pino'
import { mirrored } from '../conversation/mirrored.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import { type Described, type Occasion, postOf, type Said } from '../conversation/ritual.ts'
import { logFault } from '../delivery/fault.ts'
import type { Clock, Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import { scheduleOf } from '../workspaces/ritual-settings.ts'
import { type Due, dueIn, quietUntil } from './due.ts'
import { type Household, type OccurrenceStore, occurrenceKey } from './occurrence-store.ts'
import { chunks, inTurn, portions } from './portions.ts'

export interface TimekeeperNeeds {
  readonly occurrences: Pick<OccurrenceStore, 'versions' | 'households' | 'written' | 'write'>
  readonly rituals: readonly Described[]
  /** What a ritual of the catalog wants to be said. */
  readonly occur: (ritual: string, occasion: Occasion) => Promise<readonly Said[]>
  /** Called with where something was written to, after it was. */
  readonly wake: (to: readonly Destination[]) => void
  readonly clock: Clock
  readonly log: Logger
}

export interface Timekeeper {
  /**
   * Carries out what is due now. One look at a time: whoever asks meanwhile gets the one under way. Rejects if the database does. `goesOn` is
   * asked before each transaction: once it says no, what is left waits for another look.
   */
  look(goesOn?: () => boolean): Promise<Looked>
}

/** What a look led to. */
export interface Looked {
  /** Occurrences that this copy wrote down. */
  readonly occurrences: number
  readonly posts: number
}

/** A household as this copy knows it. */
interface Kept {
  readonly household: Household
  /** From then until then nothing is due that is not written down. */
  quiet: { readonly from: Instant; readonly until: Instant } | undefined
}

type Open = { readonly kept: Kept; readonly due: Due }
type Ready = Open & { readonly posts: readonly Post[] }

/** So many workspaces are read, or looked up, at once. */
const page = 500
/** So many occurrences think about what to say before what they say is written. */
const batch = 100
/** So many of them think at once: commands need connections to the database too. */
const thinking = 4
/** So many posts, or a few more, are written in one transaction: others wait for what it has locked. */
const postsAtOnce = 200
/** So many writes that fail in a row: then it is the database, and there is nothing to be gained from trying the others. */
const enough = 3

export function timekeeper(needs: TimekeeperNeeds): Timekeeper {
  const { occurrences, rituals, clock, log } = needs
  const everybody = new Map<WorkspaceId, Kept>()
  /** Versions that could not be understood: said once. */
  const unreadable = new Map<WorkspaceId, number>()
  /** When a look last left nothing undone. */
  let lookedAt: Instant | undefined
  /** Writes that failed in a row. */
  let faults = 0
  /** With which workspace this copy begins. */
  const beginning = Math.floor(Math.random() * 1_000_000)
  let underWay: Promise<Looked> | undefined

  /** Learns what has changed. */
  async function meet(): Promise<void> {
    const versions = await occurrences.versions()
    for (const id of everybody.keys()) if (!versions.has(id)) everybody.delete(id)
    const changed = [...versions].flatMap(([id, version]) => (everybody.get(id)?.household.workspace.version === version ? [] : [id]))
    for (const ids of chunks(changed, page)) {
      const found = await occurrences.households(ids)
      for (const household of found.read) everybody.set(household.workspace.id, { household, quiet: undefined })
      for (const { workspace, version, error } of found.unreadable) {
        everybody.delete(workspace)
        complain(workspace, version, error)
      }
    }
  }

  function complain(workspace: WorkspaceId, version: number, error: unknown): void {
    if (unreadable.get(workspace) === version) return
    unreadable.set(workspace, version)
    logFault(log, 'What is due in a workspace cannot be told', error, { workspace: String(workspace) })
  }

  /** What is due and not known to be written down; a moment for others after each page. */
  async function candidates(now: Instant): Promise<readonly { readonly kept: Kept; readonly here: readonly Due[] }[]> {
    const found: { kept: Kept; here: readonly Due[] }[] = []
    let looked = 0
    for (const kept of everybody.values()) {
      if (kept.quiet && kept.quiet.from <= now && now < kept.quiet.until) continue
      try {
        const here = dueIn(kept.household, rituals, now, lookedAt)
        if (here.length > 0) found.push({ kept, here })
        else rest(kept, now)
      } catch (error) {
        complain(kept.household.workspace.id, kept.household.workspace.version, error)
      }
      looked += 1
      if (looked % page === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    return found
  }

  const rest = (kept: Kept, now: Instant): void => {
    kept.quiet = { from: now, until: quietUntil(kept.household, rituals, now) }
  }

  async function look(goesOn: () => boolean): Promise<Looked> {
    const now = clock.now()
    await meet()
    const found = await candidates(now)
    const open: Open[] = []
    const undone = new Set<Kept>()
    for (const some of chunks(found, page)) {
      const before = await occurrences.written(some.flatMap(({ here }) => here))
      for (const { kept, here } of some) {
        const left = here.filter((due) => !before.has(occurrenceKey(due)))
        if (left.length === 0) rest(kept, now)
        else undone.add(kept)
        open.push(...left.map((due) => ({ kept, due })))
      }
    }
    const left = new Map<Kept, number>()
    for (const { kept } of open) left.set(kept, (left.get(kept) ?? 0) + 1)
    const done = { occurrences: 0, posts: 0 }
    faults = 0
    for (const some of chunks(inOrder(open), batch)) {
      if (!goesOn()) return done
      for (const portion of portions(await thoughtOf(some, now), ({ posts }) => posts.length, postsAtOnce)) {
        if (!goesOn()) return done
        const { ours, settled } = await write(portion, now)
        const posts = portion.filter(({ due }) => ours.has(occurrenceKey(due))).flatMap((one) => one.posts)
        if (posts.length > 0) needs.wake([...new Set(posts.map(({ to }) => to))])
        done.occurrences += ours.size
        done.posts += posts.length
        for (const { kept } of settled) {
          const more = (left.get(kept) ?? 0) - 1
          left.set(kept, more)
          if (more > 0) continue
          undone.delete(kept)
          rest(kept, now)
        }
      }
    }
    if (undone.size === 0) lookedAt = now
    return done
  }

  /**
   * The first to come are the first to be said, of a workspace and of all. Among those of one time each copy of the program begins
   * elsewhere, or all would think about the same ones and wait for each other.
   */
  function inOrder(open: readonly Open[]): readonly Open[] {
    const turn = ({ due }: Open) => (due.workspace + beginning) % Math.max(1, everybody.size)
    return open.toSorted((a, b) => a.due.slot.at - b.due.slot.at || a.due.order - b.due.order || turn(a) - turn(b))
  }

  /** What they want to be said, in their order. One that fails is left out, and tried again at the next look, as long as it may be made up for. */
  async function thoughtOf(some: readonly Open[], now: Instant): Promise<readonly Ready[]> {
    const before = await occurrences.written(some.map(({ due }) => due))
    const thought = await inTurn(some, thinking, async (open): Promise<readonly Ready[]> => {
      const { kept, due } = open
      const { workspace } = kept.household
      const declaration = rituals.find(({ name }) => name === due.ritual)
      if (!declaration) return []
      // Another copy was here meanwhile: there is nothing to say, only to settle.
      if (before.has(occurrenceKey(due))) return [{ ...open, posts: [] }]
      try {
        const { to } = scheduleOf(declaration, workspace)
        const said = await needs.occur(due.ritual, { workspace, slot: due.slot, zone: due.zone || workspace.timeZone, to, now })
        return [
          {
            ...open,
            posts: mirrored(
              said.map((each) => postOf(due.ritual, due.slot, each)),
              workspace,
            ),
          },
        ]
      } catch (error) {
        logFault(log, 'A ritual could not be carried out', error, { ritual: due.ritual, workspace: String(workspace.id) })
        return []
      }
    })
    return thought.flat()
  }

  /**
   * All of them together; where that fails each by itself, so that one that cannot be written keeps none of the others. `ours`: the keys of
   * those that this copy wrote; `settled`: those that are written down now, by whomever.
   */
  async function write(ready: readonly Ready[], now: Instant): Promise<{ ours: ReadonlySet<string>; settled: readonly Ready[] }> {
    const put = (some: readonly Ready[]) =>
      occurrences.write(
        some.map(({ due, posts }) => ({ ...due, posts })),
        now,
      )
    if (ready.length > 1) {
      try {
        return { ours: await put(ready), settled: ready }
      } catch (error) {
        logFault(log, 'What is due could not be written together', error)
      }
    }
    const ours = new Set<string>()
    const settled: Ready[] = []
    for (const one of ready) {
      try {
        for (const key of await put([one])) ours.add(key)
        settled.push(one)
        faults = 0
      } catch (error) {
        faults += 1
        logFault(log, 'What is due could not be written', error, { ritual: one.due.ritual, workspace: String(one.due.workspace) })
        if (faults === enough) throw error
      }
    }
    return { ours, settled }
  }

  return {
    look(goesOn = () => true) {
      underWay ??= look(goesOn).finally(() => {
        underWay = undefined
      })
      return underWay
    },
  }
}
