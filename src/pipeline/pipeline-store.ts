// What the pipeline is made of, grouped by the database: however many deals there are, a stage is a row or a few.
import type { Subject } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Period } from '../vocabulary/period.ts'
import type { WithinReach } from '../workspaces/within-reach.ts'

/** The open deals of one stage. */
export interface StageSum {
  /** Empty: in none. */
  readonly stage: string
  readonly count: number
  /** Minor units. */
  readonly minor: bigint
  /** Days since they were opened, all together, of so many deals: of those where the day is known. */
  readonly age: { readonly days: number; readonly deals: number }
}

/** So many deals that are in this state now and went this way; `stage` is where an open one is. */
export interface WaySum {
  readonly state: 'open' | 'won' | 'lost'
  /** In order of the first visit. */
  readonly path: readonly string[]
  readonly stage: string
  readonly count: number
}

/** So many times a deal left a stage, moved on or closed, after so many days in it. */
export interface Stay {
  readonly stage: string
  readonly days: number
  readonly count: number
}

export interface PipelineSums {
  readonly stages: readonly StageSum[]
  /** Of the subject: open deals, and those closed from `closedFrom` on. */
  readonly ways: readonly WaySum[]
  /** Of the whole workspace: what is typical must not hang on a handful of deals. */
  readonly stays: readonly Stay[]
}

/** A deal is stuck that came to its stage on this day or earlier. */
export interface StuckLimit {
  readonly stage: string
  readonly since: LocalDate
}

export interface StuckDeal {
  readonly deal: Deal
  readonly ownerName: string
}

export interface Asked {
  readonly workspace: WorkspaceId
  /** Rejects with `Stale` when the workspace's version is another one: whom somebody sees was decided on it. */
  readonly version: number
  readonly subject: Subject
  /** Only open deals that should close in it. */
  readonly period: Pick<Period, 'from' | 'to'> | undefined
}

export interface PipelineStore {
  /** `today`: the day up to which ages are counted. `closedFrom`: see `ways`. `leftFrom`: stays that ended before are too old. */
  sums(asked: Asked & { readonly today: LocalDate; readonly closedFrom: LocalDate; readonly leftFrom: LocalDate }): Promise<PipelineSums>
  /**
   * Stuck deals: a page of those that may be seen, how many of them there are, and how many there are that may not. The one that has been
   * so longest first; with `largestSince` those first that came to their stage on that day or later, the largest before the others, of equal
   * ones the latest.
   */
  stuck(
    asked: Asked & {
      readonly limits: readonly StuckLimit[]
      readonly largestSince?: LocalDate
      readonly seen: WithinReach
      readonly page: { readonly skip: number; readonly take: number }
    },
  ): Promise<{ readonly deals: readonly StuckDeal[]; readonly count: number; readonly hidden: number }>
}
