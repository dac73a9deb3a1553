// What somebody put on an agenda: a topic to talk about, or an action with who does it and by when.
import type { Instant } from '../vocabulary/clock.ts'
import type { AgendaNumber, MemberId, TeamId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'

/** Whose meeting: a team's, the company's (neither), or the 1:1 `with` a member, nobody else's business than theirs and their manager's. */
export interface Circle {
  readonly team?: TeamId | undefined
  readonly with?: MemberId | undefined
}

export const itemKinds = ['topic', 'action'] as const
export type ItemKind = (typeof itemKinds)[number]

/** An open one stands on the next agenda; a dropped one was taken off. */
export const itemStates = ['open', 'done', 'dropped'] as const
export type ItemState = (typeof itemStates)[number]

export interface NewItem {
  readonly kind: ItemKind
  readonly text: string
  /** Of an action: who does it. */
  readonly owner: MemberId | undefined
  /** By when. */
  readonly due: LocalDate | undefined
  readonly addedBy: MemberId
  readonly addedAt: Instant
  /** The day of the meeting that it was added for, or in which it came up. */
  readonly meeting: LocalDate
}

export interface AgendaItem extends NewItem {
  readonly number: AgendaNumber
  readonly circle: Circle
  readonly state: ItemState
  /** In how many meetings it was carried over. */
  readonly carried: number
  readonly endedBy: MemberId | undefined
  readonly endedAt: Instant | undefined
}

/** In characters. */
export const longestItem = 300
/** So many may be open for one meeting. */
export const mostOpen = 200
