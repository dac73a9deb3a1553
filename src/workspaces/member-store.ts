// What is kept of one member beyond who they are: what changed when and by whom, their accounts, and whether they are still there.
import type { Member, Team } from '../conversation/people.ts'
import type { Answer, InstallationRef, PlatformName } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { DecidedOn } from './workspace-store.ts'

/** What can change of a member, but for what the platform says of them. */
export type MemberFacts = Pick<Member, 'role' | 'team' | 'startedOn' | 'leave' | 'offBoards' | 'hasLeft' | 'nudgesFrom'>

/** What an event calls each of them. */
export const factNames = [
  'role',
  'team',
  'startedOn',
  'leave',
  'offBoards',
  'hasLeft',
  'nudgesFrom',
] as const satisfies readonly (keyof MemberFacts)[]
export type FactName = (typeof factNames)[number]

/** A change of one fact, as it was stored. */
export interface MemberEvent {
  readonly member: MemberId
  readonly fact: FactName
  /** With that one fact in it. */
  readonly before: Partial<MemberFacts>
  readonly after: Partial<MemberFacts>
}

/** What is decided on: read in the transaction that changes it. */
export interface MemberNow {
  readonly member: Member
  /** No other admin is there who has not left. */
  readonly lastAdmin: boolean
}

export interface Asker {
  readonly workspace: DecidedOn
  readonly requestKey: string
  readonly by: MemberId
  readonly platform: PlatformName
  readonly at: Instant
}

export interface MemberChange extends Asker {
  readonly member: MemberId
  /** What is to be different. What it throws rejects, and nothing is stored. */
  decide(now: MemberNow): Partial<MemberFacts>
  /** `events`: one for each fact that differs; `unled`: teams that lost their lead, as somebody who has left leads none. */
  answer(done: { readonly after: Member; readonly events: readonly number[]; readonly unled: readonly Team[] }): Answer
}

export interface Account {
  readonly platform: PlatformName
  readonly handle: string
}

/** What became of two members who are to be one: `both active`: each did something of their own, and nothing was changed. */
export type Joined = 'joined' | 'same' | 'both active'

export interface MemberStore {
  /** In one transaction with its events and its answer. Rejects with `Stale` as `DealStore.change` does. */
  change(change: MemberChange): Promise<Answer>
  /** Changes of members of this workspace by their events' ids, in that order; those that are not there are left out. */
  events(workspace: WorkspaceId, ids: readonly number[]): Promise<readonly MemberEvent[]>
  /** Since when somebody is a member, and their accounts. Undefined: there is no such member here. */
  details(workspace: WorkspaceId, member: MemberId): Promise<{ readonly since: Instant; readonly accounts: readonly Account[] } | undefined>
  /**
   * Makes one of two members: the accounts of `account` become `member`'s. One of them has to have done nothing yet, so that
   * nothing is stored in their name: that one goes, and the other stays with the higher of the two roles.
   */
  join(asker: Asker & { readonly member: MemberId; readonly account: MemberId; answer(outcome: Joined): Answer }): Promise<Answer>
  /**
   * Follows a platform that says that an account is gone, or is there again. A member whose accounts are all gone has left, and leads no
   * team; one whom the platform, and nobody else, called gone is back with the first account. Where the last admin leaves, whoever
   * has the highest role, and has been there longest, becomes admin and is told. True when somebody left or came back.
   */
  followAccount(installation: InstallationRef, personId: string, state: 'gone' | 'there', at: Instant): Promise<boolean>
}
