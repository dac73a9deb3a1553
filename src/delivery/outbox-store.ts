// The outbox: what is to be said, in the order in which it was written, and what was said where.
import type { Post } from '../conversation/post.ts'
import type { Destination, PostedRef } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'

export interface OutboxEntry extends Post {
  /** Grows in the order of writing. */
  readonly id: bigint
  readonly workspace: WorkspaceId
  readonly writtenAt: Instant
  /** How often it was tried; more than 0 without an outcome means that the last try may have got through. */
  readonly attempts: number
  /** When the first try began. */
  readonly firstTriedAt: Instant | undefined
  /** Not before this. */
  readonly notBefore: Instant
}

export interface OutboxStore {
  /** The oldest waiting entry of a destination, due or not. */
  head(to: Destination): Promise<OutboxEntry | undefined>
  /** Destinations with a waiting entry. */
  waiting(): Promise<readonly Destination[]>
  /** When something was last posted (or rewritten) there; undefined if never. */
  lastDone(to: Destination, action: 'post' | 'rewrite'): Promise<Instant | undefined>
  /** Where the message of a key stands; undefined if it was never posted. */
  posted(workspace: WorkspaceId, key: string): Promise<PostedRef | undefined>
  /** Before a try: counts it, durably, so that after a crash it is known that the message may stand there. */
  trying(id: bigint, at: Instant): Promise<void>
  done(id: bigint, posted: PostedRef | undefined, at: Instant): Promise<void>
  /** Refused for now, certainly not posted (`certain`: the attempt is known to have had no effect). */
  postpone(id: bigint, until: Instant, reason: string, certain: boolean): Promise<void>
  /** Given up: nothing more is tried. */
  park(id: bigint, reason: string, at: Instant): Promise<void>
  /** Nothing left to say. */
  drop(id: bigint, at: Instant): Promise<void>
  /** Writes an entry outside any other transaction (a notice by the bot itself); false if its key is taken. */
  add(workspace: WorkspaceId, post: Post, at: Instant): Promise<boolean>
}

/**
 * Wakes delivery for a destination, in the process (SQLite) or through the queue engine (PostgreSQL). One destination is
 * served by one worker at a time, across all copies of the program.
 */
export interface DeliveryQueue {
  /** Calls `serve` for each destination that is woken; `serve` resolves with when it wants to be called again, if at all. */
  start(serve: (to: Destination) => Promise<Instant | undefined>): Promise<void>
  /** After the transaction that wrote the entries (the in-process queue), or nothing (the engine was told within it). */
  wake(to: readonly Destination[]): void
  stop(): Promise<void>
}
