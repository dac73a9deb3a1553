// What a digest reads beside what boards and diagnoses do: of everybody at once, grouped by the database.
import type { Days } from '../diagnosis/track.ts'
import type { WaySum } from '../pipeline/pipeline-store.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'

/** Undefined: everybody's. */
export type OfWhom = readonly MemberId[] | undefined

/** Somebody's open deals in one stage. Amounts are minor units. */
export interface OpenSum {
  readonly member: MemberId
  /** Empty: in none. */
  readonly stage: string
  readonly minor: bigint
  /** What of it is expected to close in the period. */
  readonly closing: bigint
  /** How many should have closed before today. */
  readonly late: number
}

export interface Closings {
  readonly ways: readonly WaySum[]
  /** How many deals were lost for each reason; empty: none was given. */
  readonly losses: ReadonlyMap<string, number>
}

/** When somebody became a member, the latest that they did (changed a deal or logged an activity), and the day on which their last win counts. */
export interface LastUpdate {
  readonly joined: Instant
  readonly at: Instant | undefined
  readonly won: LocalDate | undefined
}

export interface DigestStore {
  open(workspace: WorkspaceId, members: OfWhom, at: { readonly period: Days; readonly today: LocalDate }): Promise<readonly OpenSum[]>
  /** The ways that the deals went that these owners closed in those days. */
  closings(workspace: WorkspaceId, members: OfWhom, days: Days): Promise<Closings>
  lastUpdates(workspace: WorkspaceId, members: OfWhom): Promise<ReadonlyMap<MemberId, LastUpdate>>
  /** What counted as revenue for each team in those days, without the teams below it; in minor units. */
  teamSums(workspace: WorkspaceId, days: Days): Promise<ReadonlyMap<TeamId, bigint>>
}
