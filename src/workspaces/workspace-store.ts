// What is kept of workspaces and their people.
import type { Known, Member, Team, Workspace } from '../conversation/people.ts'
import type { Answer, Destination, InstallationRef, PlatformName } from '../conversation/platform.ts'
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

/** What a workspace begins with; what is not said is as usual. */
export type NewWorkspace = WorkspaceSettings & Partial<Pick<Workspace, 'calendar' | 'rules'>>

/** A change of a setting as it is kept: what it is about, and what it was and became, as typed. */
export interface RecordedChange {
  readonly id: number
  readonly kind: string
  readonly before: string
  readonly after: string
  readonly by: MemberId
  readonly at: Instant
}

export interface SettingsChange {
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly at: Instant
  readonly by: MemberId
  readonly platform: PlatformName
  /** How everything is settled afterwards. */
  readonly settled: Pick<Workspace, 'currency' | 'timeZone' | 'calendar' | 'language' | 'announce' | 'rules'>
  readonly changes: readonly Pick<RecordedChange, 'kind' | 'before' | 'after'>[]
  readonly answer: (done: { readonly recorded: readonly number[]; readonly left: LeftBehind }) => Answer
}

/** What is still in use although the settings do not have it any more: it is kept as it is. */
export interface LeftBehind {
  /** Stages, with the number of open deals that are in them. */
  readonly stages: readonly { readonly name: string; readonly count: number }[]
  /** Kinds of activity that were logged, or have a target. */
  readonly activities: readonly { readonly name: string }[]
}

/** The workspace as it was when something was decided on it, as who may do it; another version in the database rejects with `Stale`. */
export type DecidedOn = Pick<Workspace, 'id' | 'version'>

export interface WorkspaceStore {
  /** The workspace of an installation, if it was set up. */
  workspaceOf(installation: InstallationRef): Promise<Workspace | undefined>
  /** Where somebody has an account on a platform as a member who has not left, the oldest installation first. */
  installationsOf(platform: PlatformName, personId: string): Promise<readonly InstallationRef[]>
  /** Workspace and member in one look; `speaker` is undefined for somebody who has not been seen. */
  known(
    installation: InstallationRef,
    personId: string,
    fresh: boolean,
  ): Promise<{ workspace: Workspace; speaker: Known['speaker'] | undefined } | undefined>
  /** All of a workspace's installations, the oldest first. */
  installations(workspace: WorkspaceId): Promise<readonly InstallationRef[]>
  /** Every workspace's version, cheap enough to ask before each answer from a copy. */
  version(workspace: WorkspaceId): Promise<number>
  /**
   * Creates the workspace of an installation with its first admin. When two people do so at once one of them wins, and
   * both get the winner's workspace (`created` says who it was).
   */
  create(
    installation: InstallationRef,
    settings: NewWorkspace,
    admin: { readonly personId: string } & NewMember,
    at: Instant,
  ): Promise<{ readonly known: Known; readonly created: boolean }>
  /** Changes settings without a record, for the program itself, and raises the version. The currency only while no deal and no target exists: else false, and nothing changes. */
  change(workspace: DecidedOn, settings: Partial<WorkspaceSettings>): Promise<boolean>
  /**
   * Changes settings, records each change with who, when and from where, raises the version, and keeps the answer; a repeat of the request
   * gets that. `currency in use`: there is a deal or a target, so the currency stays, and nothing was changed.
   */
  changeSettings(change: SettingsChange): Promise<Answer | 'currency in use'>
  /** Recorded changes of a workspace by their ids, the earliest first; those that are not there are left out. */
  recordedChanges(workspace: WorkspaceId, ids: readonly number[]): Promise<readonly RecordedChange[]>
  /** The latest changes of a setting, for whichever place, the latest first. */
  changesOf(workspace: WorkspaceId, setting: string, limit: number): Promise<readonly RecordedChange[]>
  /** Adds a member with an identity in this installation; somebody who is there already is returned as they are. */
  addMember(workspace: WorkspaceId, installation: InstallationRef, personId: string, member: NewMember, at: Instant): Promise<Member>
  /**
   * Follows a changed name, handle, zone or language on the platform; whoever was joined with an account keeps their name. Raises the version
   * only if something differs.
   */
  refresh(installation: InstallationRef, personId: string, seen: Pick<NewMember, 'name' | 'handle' | 'timeZone' | 'locale'>): Promise<void>
  /** Every team, by name. As of the workspace's version, or newer. */
  teams(workspace: Pick<Workspace, 'id' | 'version'>): Promise<readonly Team[]>
  member(workspace: WorkspaceId, id: MemberId): Promise<Member | undefined>
  /** Everybody, also who has left, by name. */
  members(workspace: WorkspaceId): Promise<readonly Member[]>
  /** Members with an identity under this handle in the installation (undefined: in any of the workspace's), ignoring case, each once. */
  byHandle(workspace: WorkspaceId, installation: InstallationRef | undefined, handle: string): Promise<readonly Member[]>
  /** Members whose name, or a whole word of it, is this, ignoring case in every script; at most `limit`. */
  byName(workspace: WorkspaceId, name: string, limit: number): Promise<readonly Member[]>
  /** The platform's ids of the workspace's admins in an installation. */
  admins(workspace: WorkspaceId, installation: InstallationRef): Promise<readonly string[]>
  /**
   * Where each of these members is written to alone; who has no account here is left out. Of several accounts the one on the platform of
   * the workspace's announcements comes first, then the oldest; one that the platform said is gone comes last.
   */
  inboxes(workspace: Pick<Workspace, 'id' | 'announce'>, members: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Destination>>
  /** The lead of a member's team is `lead`, through the tree above it too. */
  leads(workspace: WorkspaceId, lead: MemberId, member: MemberId): Promise<boolean>
}
