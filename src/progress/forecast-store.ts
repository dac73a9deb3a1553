// What is kept of what people say that a period will bring: every saying, the latest of each member and period in force.
import type { Answer } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/period.ts'

/** What somebody says that a period will bring them, in minor units; undefined: not said. */
export interface Call {
  readonly commit: bigint | undefined
  readonly bestCase: bigint | undefined
}

interface Deciding {
  readonly workspace: WorkspaceId
  /** The version on which permissions were decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
  readonly by: MemberId
}

/** Whose call of which period a saying was. */
export interface CallPlace {
  readonly member: MemberId
  readonly period: Pick<Period, 'kind' | 'from'>
}

export interface ForecastStore {
  /**
   * Keeps a new saying and the answer for a repeat of the request, in one transaction. `decide` gets what stood before and returns what stands
   * then; the same again keeps nothing. What it throws rejects, and nothing is kept. `answer` gets the saying's number for its undo,
   * undefined where nothing is kept.
   */
  say(change: Deciding & CallPlace & { decide(before: Call): Call; answer(call: Call, id: number | undefined): Answer }): Promise<Answer>
  /** Whose call of which period a saying was; undefined for a number that is none of this workspace. */
  place(workspace: WorkspaceId, id: number): Promise<CallPlace | undefined>
  /**
   * Puts back what stood before a saying, as a saying of its own (undoing that one brings it back). `answer` gets undefined, and nothing is
   * kept, where it is not the latest of its member and period any more.
   */
  undo(
    change: Deciding & CallPlace & { readonly undoes: number; answer(call: Call | undefined, id: number | undefined): Answer },
  ): Promise<Answer>
}
