// The outbox: what is to be said, in the order in which it was written, and what was said where.

import type { Destination, PostedRef } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'

export interface OutboxEntry extends Post {
  /** Grows in the order of writing. */
  readonly id: bigint
  readonly workspace: WorkspaceId
  readonly writtenAt: Instant
  /** How often it was tried. */
  readonly attempts: number
  /**
   * When the first try began that may have got through: set by `trying`, cleared by a certain `postpone`. Undefined: it
   * certainly does not stand there, and may be posted without looking.
   */
  readonly firstTriedAt: Instant | undefined
  /** A newer rewrite of the same message (the same `of`, in this workspace) waits behind this one, which may then be skipped. */
  readonly superseded: boolean
  /** Not before this. */
  readonly notBefore: Instant
}

/** `done`: it stands there. `parked`: given up. `dropped`: there was nothing left to say. */
export type EntryState = 'waiting' | 'done' | 'parked' | 'dropped'

export interface OutboxStore {
  /** The oldest waiting entry of a destination, due or not. */
  head(to: Destination): Promise<OutboxEntry | undefined>
  /** Destinations with a waiting entry. */
  waiting(): Promise<readonly Destination[]>
  /** When something was last posted (a reply counts) or rewritten there; undefined if never. What was dropped or parked does not count. */
  lastDone(to: Destination, action: 'post' | 'rewrite'): Promise<Instant | undefined>
  /** Where the message of a key stands; undefined if it was never posted. */
  posted(workspace: WorkspaceId, key: string): Promise<PostedRef | undefined>
  /** What became of the entry of a key; undefined if there never was one. */
  stateOf(workspace: WorkspaceId, key: string): Promise<EntryState | undefined>
  /**
   * Before a try, durably: counts it, sets `firstTriedAt` if it is undefined, and sets `notBefore` to `until`. So after a
   * crash it is known that the message may stand there, and nobody looks before the platform has surely finished with it.
   */
  trying(id: bigint, at: Instant, until: Instant): Promise<void>
  done(id: bigint, posted: PostedRef | undefined, at: Instant): Promise<void>
  /** To be tried again, not before `until`. `certain`: it certainly does not stand there, so `firstTriedAt` is cleared. */
  postpone(id: bigint, until: Instant, reason: string, certain: boolean): Promise<void>
  /** Given up: nothing more is tried. */
  park(id: bigint, reason: string, at: Instant): Promise<void>
  /**
   * Parked entries of a destination (undefined: of all) that were written at that instant or after it wait again, not before `at`, with
   * their tries so far: what stood in their way may be mended. Not those parked for a fault of the program's own. Returns where they go.
   */
  revive(to: Destination | undefined, since: Instant, at: Instant): Promise<readonly Destination[]>
  /** Nothing left to say. */
  drop(id: bigint, at: Instant): Promise<void>
  /** Writes an entry outside any other transaction (a notice by the bot itself); false if its key is taken in this workspace. */
  add(workspace: WorkspaceId, post: Post, at: Instant): Promise<boolean>
}

/**
 * How PostgreSQL storage wakes delivery within the transaction that wrote entries: for each destination, in sorted order (so
 * that two transactions cannot block each other), `graphile_worker.add_job('deliver', json_build_object('destination', $1::text),
 * job_key => 'deliver:' || $1::text, job_key_mode => 'preserve_run_at')`. A destination that waits for its time goes on waiting.
 * What many workspaces hear in the same minute is woken by `add_jobs`, which is the same for a list.
 * No queue name: with one queue per destination each look for a job locks every queue's row, which at a thousand waiting
 * destinations is 5 times slower; one worker per destination is ensured by an advisory lock instead.
 */
export const deliverTask = 'deliver'
export const deliverKey = (to: Destination): string => `${deliverTask}:${to}`

/**
 * Wakes delivery for a destination, in the process (SQLite) or through the queue engine (PostgreSQL). One destination is
 * served by one worker at a time, across all copies of the program.
 */
export interface DeliveryQueue {
  /**
   * Calls `serve` for each destination that is woken; it resolves with when it wants to be called again, if at all. It asks
   * `mine` before it posts: false once this copy may no longer serve the destination.
   */
  start(serve: (to: Destination, mine: () => boolean) => Promise<Instant | undefined>): Promise<void>
  /** After the transaction that wrote the entries (the in-process queue), or nothing (the engine was told within it). */
  wake(to: readonly Destination[]): void
  stop(): Promise<void>
}
