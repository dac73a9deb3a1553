// What a platform has to have back and cannot carry itself: a long value of a button, a form that is filled in page by page.
import type { Instant } from '../vocabulary/clock.ts'

/** Shared by all copies of the program. */
export interface Kept {
  /** Until that time. What stands under the key already stays as it is, and is kept for as long as the later of the two. */
  keep(key: string, text: string, until: Instant): Promise<void>
  /** Undefined: never kept, or no longer. */
  find(key: string): Promise<string | undefined>
  /** Drops what nobody wants any more, and returns how much that was. */
  forget(now: Instant): Promise<number>
}
