// What is kept of agendas: the items that people put on them, and what became of the meetings.
import type { Answer } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { AgendaNumber, MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { AgendaItem, Circle, NewItem } from './agenda-item.ts'
import type { Meeting, PostedAgenda } from './meeting.ts'

/** What stands when something about one circle's agenda is decided: read under the workspace's lock. */
export interface AgendaNow {
  /** The number that the first new item will have; the others follow it. */
  readonly next: AgendaNumber
  /** The open items, by number. */
  readonly open: readonly AgendaItem[]
  /** The item that was asked for, in whatever state; undefined where it is none of this circle's. */
  readonly item: AgendaItem | undefined
  /** The last agendas that were posted, the newest first; a 1:1 has none. */
  readonly posted: readonly PostedAgenda[]
}

/** What is changed of an item that stands. */
export type ItemChange = { readonly number: AgendaNumber } & Partial<
  Pick<AgendaItem, 'state' | 'carried' | 'owner' | 'due' | 'text' | 'endedBy' | 'endedAt'>
>

/** What is decided: items to add (they get the numbers from `next` on), items and a meeting to change, what is posted and answered. */
export interface AgendaStep {
  readonly add?: readonly NewItem[]
  readonly change?: readonly ItemChange[]
  readonly meetings?: readonly Meeting[]
  readonly posts?: readonly Post[]
  readonly answer: Answer
}

export interface AgendaChange {
  readonly workspace: WorkspaceId
  /** The version of the workspace on which it was decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
  readonly circle: Circle
  /** An item that the decision is about. */
  readonly number?: AgendaNumber | undefined
  /** What it throws rejects, and nothing is stored. */
  decide(now: AgendaNow): AgendaStep
}

export interface AgendaStore {
  /** Decides with the agenda locked, once: a repeat of the request gets the answer that was stored. */
  change(change: AgendaChange): Promise<Answer>
  /** The open items of a circle, by number. */
  open(workspace: WorkspaceId, circle: Circle): Promise<readonly AgendaItem[]>
  /** Items by their numbers, in that order, whosever they are; those that are not there are left out. */
  items(workspace: WorkspaceId, numbers: readonly AgendaNumber[]): Promise<readonly AgendaItem[]>
  /** The last agendas of a team, or of the company, that were posted; the newest first. */
  posted(workspace: WorkspaceId, circle: Circle): Promise<readonly PostedAgenda[]>
  /** On which day each member last told the story of a win in a meeting of that circle before a day. */
  speakers(workspace: WorkspaceId, circle: Circle, before: LocalDate): Promise<ReadonlyMap<MemberId, LocalDate>>
}
