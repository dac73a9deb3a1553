// What imports write and exports read, beyond what the features' own stores do one at a time.
import type { Member, Team } from '../conversation/people.ts'
import type { Answer, InstallationRef } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Deal, DealEvent } from '../deals/deal.ts'
import type { Actor } from '../deals/deal-changes.ts'
import type { Here } from '../deals/deal-posts.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Metric } from '../vocabulary/metrics.ts'
import type { Period } from '../vocabulary/period.ts'
import type { DecidedOn } from '../workspaces/workspace-store.ts'
import type { DealRow } from './deal-rows.ts'
import type { ImportDefaults } from './import-deal.ts'
import type { PersonRow } from './person-rows.ts'

/** Somebody with the handles of all their accounts. */
export type KnownMember = Member & { readonly handles: readonly string[] }

/** A row whose owner is a member by now. */
export type OwnedRow = Pick<DealRow, 'externalId' | 'facts'> & { readonly owner: MemberId }

/** What an import has done so far, or what its undo did. */
export interface Tally {
  readonly made: number
  readonly changed: number
  readonly same: number
}

export interface Writes {
  /** As it was when permissions were decided; another version in the database rejects with `Stale`. */
  readonly workspace: DecidedOn
  /** The import that it belongs to: what it makes can be taken back together. */
  readonly batch: string
  readonly actor: Actor
  readonly here: Here
}

/** An answer kept under its request's key, with what it settles and what is posted. */
export interface Settling {
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly at: Instant
  readonly by: MemberId
  readonly posts?: readonly Post[]
  readonly answer: Answer
  /** What waited for a yes, and what became of it; where it was settled before, `otherwise` is the answer. */
  readonly settles?: { readonly pending: string; readonly state: 'done' | 'declined'; readonly otherwise: Answer }
}

export interface ExportedTarget {
  readonly subject: string
  readonly metric: Metric
  readonly period: Period
  readonly value: bigint
}

export interface ExportedActivity {
  readonly number: number
  readonly member: MemberId
  readonly kind: string
  readonly count: number
  readonly day: LocalDate
  readonly state: string
}

/** Local days, both included; undefined: without an end on that side. */
export interface Days {
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
}

export interface TransferStore {
  /** Everybody, also who has left. */
  people(workspace: WorkspaceId): Promise<readonly KnownMember[]>
  teams(workspace: WorkspaceId): Promise<readonly Team[]>
  /** The platform's id of somebody in an installation. */
  account(workspace: WorkspaceId, installation: InstallationRef, member: MemberId): Promise<string | undefined>
  /** The deals that rows of these ids stand for: imported under them, or exported from here under them. */
  imported(workspace: WorkspaceId, externalIds: readonly string[]): Promise<ReadonlyMap<string, Deal>>
  /** Makes reps without an account of names that nobody has, and returns everybody of these names with the version as it is then. */
  addPeople(
    workspace: DecidedOn,
    names: readonly string[],
    at: Instant,
  ): Promise<{ readonly members: ReadonlyMap<string, MemberId>; readonly workspace: DecidedOn }>
  /** Writes a page of rows in one transaction, each as `importedStep` decides on what is found. */
  writeDeals(writes: Writes & { readonly defaults: ImportDefaults }, rows: readonly OwnedRow[]): Promise<Tally>
  /** What the pages of an import came to, over all attempts at it. */
  tally(workspace: WorkspaceId, batch: string): Promise<Pick<Tally, 'made' | 'changed'>>
  /**
   * Takes back the next page of what an import did: a deal that somebody has changed since is left as it is, and counts as `same`.
   * Undefined: nothing is left to take back.
   */
  undoPage(writes: Writes): Promise<Tally | undefined>
  /** Puts people into teams, making those that are missing. Raises the workspace's version. */
  writePeople(
    change: Omit<Writes, 'here'> & { readonly requestKey: string },
    rows: readonly PersonRow[],
    answer: (tally: Tally) => Answer,
  ): Promise<Answer>
  /** In one transaction. */
  settle(settling: Settling): Promise<Answer>

  /** Deals that count on these days, by number from `after` on. */
  deals(
    workspace: WorkspaceId,
    days: Days,
    after: number,
    take: number,
  ): Promise<readonly { readonly deal: Deal; readonly externalId: string | undefined; readonly story: string | undefined }[]>
  /** Events between two instants, by deal and revision. */
  events(
    workspace: WorkspaceId,
    between: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
    after: { readonly number: number; readonly revision: number },
    take: number,
  ): Promise<readonly DealEvent[]>
  targets(workspace: WorkspaceId, days: Days): Promise<readonly ExportedTarget[]>
  activities(workspace: WorkspaceId, days: Days, after: number, take: number): Promise<readonly ExportedActivity[]>
}
