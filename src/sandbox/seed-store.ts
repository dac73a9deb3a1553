// What the sandbox needs of the database: a whole company at once, into an empty one.
import type { InstallationRef } from '../conversation/platform.ts'
import type { DayTotal } from '../deals/day-totals.ts'
import type { Deal, DealEvent } from '../deals/deal.ts'
import type { Target } from '../targets/target.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Role } from '../vocabulary/roles.ts'
import type { WorkspaceSettings } from '../workspaces/workspace-store.ts'

export interface SeedTeam {
  readonly name: string
  /** The name of the team above, which stands before it in the list. */
  readonly parent: string | undefined
  /** The handle of its lead. */
  readonly lead: string | undefined
}

export interface SeedMember {
  /** Unique; the handle on every platform. */
  readonly handle: string
  readonly name: string
  readonly role: Role
  /** The team's name. */
  readonly team: string
  readonly timeZone: string
  readonly accounts: readonly { readonly installation: InstallationRef; readonly personId: string }[]
}

export interface SeedIds {
  member(handle: string): MemberId
  team(name: string): TeamId
}

export interface SeedFigures {
  /** Numbered from 1 without gaps, each with its one event. */
  readonly deals: readonly { readonly deal: Deal; readonly event: DealEvent }[]
  /** Of these deals, one per member, team, metric and day. */
  readonly totals: readonly DayTotal[]
  readonly targets: readonly Target[]
}

export interface Seed {
  readonly settings: WorkspaceSettings
  readonly installations: readonly InstallationRef[]
  readonly teams: readonly SeedTeam[]
  readonly members: readonly SeedMember[]
  /** What refers to people, once they have ids. */
  figures(ids: SeedIds): SeedFigures
}

export interface SeedStore {
  /** True while there is no workspace. */
  isEmpty(): Promise<boolean>
  /** Writes everything or nothing. */
  plant(seed: Seed, at: Instant): Promise<WorkspaceId>
}
