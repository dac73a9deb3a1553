// What is kept of workspaces and their people.
import type { Known, Member, Team, Workspace } from '../conversation/people.ts'
import type { Destination, InstallationRef } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Currency } from '../vocabulary/money.ts'
import type { Role } from '../vocabulary/roles.ts'

export interface NewMember {
  readonly name: string
  readonly handle: string
  readonly role: Role
  readonly timeZone: string | undefined
  readonly locale: string | undefined
  readonly team?: TeamId
}

export interface WorkspaceSettings {
  readonly name: string
  readonly currency: Currency
  readonly timeZone: string
  readonly language: string
  readonly announce: Destination
}

/** The workspace as it was when something was decided on it, as who may do it; another version in the database rejects with `Stale`. */
export type DecidedOn = Pick<Workspace, 'id' | 'version'>

export interface WorkspaceStore {
  /** The workspace of an installation, if it was set up. */
  workspaceOf(installation: InstallationRef): Promise<Workspace | undefined>
  /** Workspace and member in one look; `speaker` is undefined for somebody who has not been seen. */
  known(
    installation: InstallationRef,
    personId: string,
    fresh: boolean,
  ): Promise<{ workspace: Workspace; speaker: Known['speaker'] | undefined } | undefined>
  /** Every workspace's version, cheap enough to ask before each answer from a copy. */
  version(workspace: WorkspaceId): Promise<number>
  /**
   * Creates the workspace of an installation with its first admin. When two people do so at once one of them wins, and
   * both get the winner's workspace (`created` says who it was).
   */
  create(
    installation: InstallationRef,
    settings: WorkspaceSettings,
    admin: { readonly personId: string } & NewMember,
    at: Instant,
  ): Promise<{ readonly known: Known; readonly created: boolean }>
  /** Changes settings and raises the version. The currency only while no deal and no target exists: else false, and nothing changes. */
  change(workspace: DecidedOn, settings: Partial<WorkspaceSettings>): Promise<boolean>
  /** Adds a member with an identity in this installation; somebody who is there already is returned as they are. */
  addMember(workspace: WorkspaceId, installation: InstallationRef, personId: string, member: NewMember, at: Instant): Promise<Member>
  /**
   * Sets a role, records who did it, and returns what it was before: nothing changes where that is the same. The last admin stays one:
   * then false, and nothing changes.
   */
  setRole(workspace: DecidedOn, member: MemberId, role: Role, by: MemberId, at: Instant): Promise<Role | false>
  /** Follows a changed name, handle, zone or language on the platform. Raises the version only if something differs. */
  refresh(installation: InstallationRef, personId: string, seen: Pick<NewMember, 'name' | 'handle' | 'timeZone' | 'locale'>): Promise<void>
  /** Every team, by name. As of the workspace's version, or newer. */
  teams(workspace: Pick<Workspace, 'id' | 'version'>): Promise<readonly Team[]>
  member(workspace: WorkspaceId, id: MemberId): Promise<Member | undefined>
  /** Everybody, also who has left, by name. */
  members(workspace: WorkspaceId): Promise<readonly Member[]>
  /** Members with an identity under this handle in the installation, ignoring case. */
  byHandle(workspace: WorkspaceId, installation: InstallationRef, handle: string): Promise<readonly Member[]>
  /** Members whose name, or a whole word of it, is this, ignoring case in every script; at most `limit`. */
  byName(workspace: WorkspaceId, name: string, limit: number): Promise<readonly Member[]>
  /** The platform's ids of the workspace's admins in an installation. */
  admins(workspace: WorkspaceId, installation: InstallationRef): Promise<readonly string[]>
  /** The lead of a member's team is `lead`, through the tree above it too. */
  leads(workspace: WorkspaceId, lead: MemberId, member: MemberId): Promise<boolean>
}
