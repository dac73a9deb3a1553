// Who speaks, and for which company: what a conversation knows before it calls a command.
import type { FiscalCalendar } from '../vocabulary/fiscal-calendar.ts'
import type { MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Currency } from '../vocabulary/money.ts'
import type { Leave } from '../vocabulary/ramp.ts'
import type { Role } from '../vocabulary/roles.ts'
import type { Rules } from '../vocabulary/rules.ts'
import type { Destination, InstallationRef, Speaker } from './platform.ts'

/** One customer. Everything that is stored belongs to exactly one. */
export interface Workspace {
  readonly id: WorkspaceId
  readonly name: string
  readonly currency: Currency
  /** IANA zone in which its days begin. */
  readonly timeZone: string
  readonly calendar: FiscalCalendar
  /** BCP 47: the language of its channels. */
  readonly language: string
  /** Where wins are announced. */
  readonly announce: Destination
  readonly rules: Rules
  /** Grows with every change of the workspace, its members or teams: whoever keeps a copy compares it. */
  readonly version: number
}

export interface Member {
  readonly id: MemberId
  readonly name: string
  readonly role: Role
  readonly team: TeamId | undefined
  /** BCP 47: the language of private answers to this person. */
  readonly language: string
  /** The day on which they began to sell, where they ramp up. */
  readonly startedOn: LocalDate | undefined
  /** When they are away, in no order. */
  readonly leave: readonly Leave[]
  /** They are no longer with the company: their past stays, and they stand on no board. */
  readonly hasLeft: boolean
  /** They do not want to stand on boards: they count in the team's line alone. */
  readonly offBoards: boolean
  /** IANA zone, where the platform told it. */
  readonly timeZone: string | undefined
  /** They want no nudge before this day. */
  readonly nudgesFrom: LocalDate | undefined
}

/** A node of the team tree. */
export interface Team {
  readonly id: TeamId
  readonly name: string
  /** The team above. */
  readonly parent: TeamId | undefined
  readonly lead: MemberId | undefined
  /** Where what is for this team alone is posted. */
  readonly channel: Destination | undefined
}

/** Whose numbers something is about. */
export type Subject =
  | { readonly kind: 'company' }
  /** With the teams below it. */
  | { readonly kind: 'team'; readonly team: TeamId }
  | { readonly kind: 'member'; readonly member: MemberId }

/** The same with what is known of it. */
export type NamedSubject =
  | { readonly kind: 'company' }
  | { readonly kind: 'team'; readonly team: Team }
  | { readonly kind: 'member'; readonly member: Member }

export const subjectOf = (named: NamedSubject): Subject =>
  named.kind === 'company'
    ? named
    : named.kind === 'team'
      ? { kind: 'team', team: named.team.id }
      : { kind: 'member', member: named.member.id }

/** The person who speaks, as a member. */
export interface Known {
  readonly workspace: Workspace
  readonly speaker: Member
}

/** A person as somebody wrote them: `<@U1|sam>` is a mention, `@sam` a handle, anything else a name. */
export type PersonRef =
  | { readonly kind: 'mention'; readonly id: string; readonly from: number; readonly to: number }
  | { readonly kind: 'handle' | 'name'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'me' }

export type Found =
  | { readonly outcome: 'found'; readonly member: Member }
  | { readonly outcome: 'nobody' }
  /** The platform did not say; it may another time. */
  | { readonly outcome: 'no answer' }
  /** A bot, a guest of another company. */
  | { readonly outcome: 'not a person' }
  /** A member who is no longer with the company. */
  | { readonly outcome: 'left'; readonly member: Member }
  /** Several members go by that name; `names` are at most five of them. */
  | { readonly outcome: 'several'; readonly names: readonly string[] }

/**
 * Finding people. Someone who speaks or is mentioned for the first time becomes a member (a rep), unless the workspace
 * has not been set up: then nobody is anybody yet.
 */
export interface People {
  /** Undefined: the installation has no workspace yet. `fresh`: do not answer from a copy. */
  speaker(installation: InstallationRef, who: Speaker, fresh?: boolean): Promise<Known | undefined>
  /** Who speaks, if they are a member by now; nobody becomes one by this. */
  seen(installation: InstallationRef, personId: string): Promise<Known | undefined>
  find(installation: InstallationRef, known: Known, ref: PersonRef): Promise<Found>
  /** Every team of a workspace, those above before those below. */
  teams(workspace: Workspace): Promise<readonly Team[]>
}

/** Thrown by a store that saw a newer version of the workspace than the one the decision was made on: decide again. */
export class Stale extends Error {}
