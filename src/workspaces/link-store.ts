// What is kept of codes that join chats and people's accounts, and of what they did.
import type { Member, Workspace } from '../conversation/people.ts'
import type { Answer, InstallationRef } from '../conversation/platform.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { MemberId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Asker, Joined } from './member-store.ts'
import type { NewMember } from './workspace-store.ts'

export interface NewCode {
  /** SHA-256, hex. */
  readonly hash: string
  readonly workspace: WorkspaceId
  readonly member: MemberId
  /** Where it was asked for. */
  readonly installation: InstallationRef
  readonly until: Instant
}

/** Who made a code that can be used, as they are now. */
export interface CodeMaker {
  readonly workspace: Workspace
  readonly member: Member
  readonly installation: InstallationRef
}

/** What a code did. */
export type LinkDone =
  | { readonly kind: 'place'; readonly installation: InstallationRef; readonly typedBy: MemberId }
  /** `name`: of the member that the account became one with. */
  | { readonly kind: 'person'; readonly member: MemberId; readonly name: string }

/** `two accounts`: both have one in the same installation, so they look like two people; nothing was changed. */
export type LinkOutcome = 'two accounts' | Joined

/** `last`: the workspace has no other installation; `announces`: its announcements are there; `no admin`: none has an account elsewhere. */
export type Separated = 'separated' | 'last' | 'announces' | 'no admin'

export interface LinkStore {
  /** Keeps a code; an earlier one of the same member that was not used is void from then on. */
  issue(code: NewCode): Promise<void>
  /** Undefined for a code that is unknown, used, void or too old, and where its maker has left. */
  maker(hash: string, now: Instant): Promise<CodeMaker | undefined>
  /** Counts a try, and tells whether it may be made: not after `mostWrong` ones that `forgive` did not take away. */
  tries(who: string, now: Instant): Promise<boolean>
  /** Takes away one try, which was none of a wrong code; the wrong ones before it still count. */
  forgive(who: string): Promise<void>
  /**
   * Makes an installation without a workspace one of the code's (`workspace`), in the name of its maker (`by`), and whoever typed it a member like
   * any newcomer. With `forThem`, a new code of that maker's, they may say that they are its maker. Rejects with a complaint where the code is
   * gone, and with `Stale` on another version of the workspace, or where somebody has set the installation up meanwhile.
   */
  joinPlace(
    asker: Asker & {
      readonly hash: string
      readonly installation: InstallationRef
      /** The platform's own id. */
      readonly person: string
      readonly newcomer: NewMember
      readonly forThem: Pick<NewCode, 'hash' | 'until'>
      answer(): Answer
    },
  ): Promise<Answer>
  /** Makes one of the code's maker (`member`) and `account`, as `MemberStore.join` does. Rejects with a complaint where the code is gone. */
  joinPerson(
    asker: Asker & { readonly hash: string; readonly member: MemberId; readonly account: MemberId; answer(outcome: LinkOutcome): Answer },
  ): Promise<Answer>
  /**
   * Takes back what a code did. `may` throws where the asker may not. `changed`: it does not stand any more as the code left it. Two people that
   * are told apart again have what they had before; what was done meanwhile stays with the one who was kept.
   */
  undo(
    asker: Asker & { readonly hash: string; may(done: LinkDone): void; answer(outcome: Separated | 'changed', done: LinkDone): Answer },
  ): Promise<Answer>
  /**
   * Separates an installation: its accounts are taken away, nothing goes there any more, and it can be set up or linked anew. Members keep
   * all they did, and get their accounts back once it is linked again.
   */
  separate(asker: Asker & { readonly installation: InstallationRef; answer(outcome: Separated): Answer }): Promise<Answer>
}
