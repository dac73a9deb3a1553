// What is stored about one person, for that person; and replacing a leaver by a pseudonym.
import type { Answer, PlatformName } from '../conversation/platform.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Asker } from '../workspaces/member-store.ts'

/** How many rows are about somebody. */
export interface Traces {
  readonly deals: number
  readonly shares: number
  /** What they did to deals, targets, activities. */
  readonly changes: number
  readonly activities: number
  readonly targets: number
  readonly forecasts: number
  /** Of wins, that they told. */
  readonly stories: number
  /** Topics and actions that they added, that are theirs, or that stand in their own 1:1. */
  readonly agendaItems: number
  readonly kudosGiven: number
  readonly kudosGot: number
}

export interface Personal {
  readonly name: string
  readonly role: string
  readonly team: string | undefined
  readonly timeZone: string | undefined
  readonly locale: string | undefined
  readonly accounts: readonly { readonly platform: PlatformName; readonly id: string; readonly handle: string }[]
  readonly traces: Traces
}

export interface Erasure extends Asker {
  readonly member: MemberId
  /** What stands in place of the name from now on. */
  readonly pseudonym: string
  answer(outcome: 'erased' | 'not left' | 'erased before'): Answer
}

export interface PrivacyStore {
  about(workspace: WorkspaceId, member: MemberId): Promise<Personal | undefined>
  /** Everything about somebody, by table, as plain JSON: amounts and instants as text. */
  everything(workspace: WorkspaceId, member: MemberId): Promise<Readonly<Record<string, readonly object[]>>>
  /** Somebody by their whole name, also who has left; several of one name are told apart by id. */
  named(
    workspace: WorkspaceId,
    name: string,
  ): Promise<readonly { readonly id: MemberId; readonly name: string; readonly hasLeft: boolean; readonly isErased: boolean }[]>
  /**
   * Takes out what names a leaver: name, accounts, language, zone, absences, thanks to them, and their name wherever somebody typed it.
   * Every number stays, under the pseudonym. In one transaction with its answer.
   */
  erase(erasure: Erasure): Promise<Answer>
}
