// What is kept of teams: how each stands now, and every change as an event of the workspace.
import type { Team } from '../conversation/people.ts'
import type { Answer, PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Role } from '../vocabulary/roles.ts'
import type { DecidedOn } from './workspace-store.ts'

/** What can change of a team. */
export type TeamFacts = Pick<Team, 'name' | 'parent' | 'lead' | 'channel'>

/** What is decided on: read in the transaction that changes it. */
export interface TeamsNow {
  /** By name. */
  readonly teams: readonly Team[]
  /** Of the team that it is about: how many members it has, leavers aside, … */
  readonly members: number
  /** … and whether deals, targets or totals hang on it. */
  readonly hasPast: boolean
}

/** A team from one state to another; no `before`: it is new, no `after`: it goes. `role` goes with it. */
export interface TeamStep {
  /** Undefined: a new one, with a new id. */
  readonly team: TeamId | undefined
  readonly before: TeamFacts | undefined
  readonly after: TeamFacts | undefined
  readonly role?: { readonly member: MemberId; readonly before: Role; readonly after: Role }
}

export interface TeamEvent {
  readonly team: TeamId
  readonly before: TeamFacts | undefined
  readonly after: TeamFacts | undefined
}

export interface TeamChange {
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly by: MemberId
  readonly platform: PlatformName
  readonly at: Instant
  /** The team that is to change; undefined for a new one. */
  readonly about: TeamId | undefined
  /** Undefined: there is nothing to change. What it throws rejects, and nothing is stored. */
  decide(now: TeamsNow): TeamStep | undefined
  /** `event`: that of the team; `roleEvent`: that of the role. Undefined when nothing was changed. */
  answer(done: { readonly event: number; readonly roleEvent: number | undefined } | undefined): Answer
}

export interface TeamStore {
  /** In one transaction with its event and its answer. Rejects with `Stale` as `DealStore.change` does. */
  change(change: TeamChange): Promise<Answer>
  /** A change of a team of this workspace, by its event's id. */
  event(workspace: WorkspaceId, id: number): Promise<TeamEvent | undefined>
}
