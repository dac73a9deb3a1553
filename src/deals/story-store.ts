// What is kept of the stories of wins. Every change goes through `change`: one transaction for the story, the posts that follow, what an
// undo needs, and the answer to the person.
import type { Answer, Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { DealNumber, MemberId, TeamId, WorkspaceId } from '../vocabulary/ids.ts'
import type { Deal } from './deal.ts'
import type { Story } from './story.ts'

/** What the transaction found. */
export interface FoundStory {
  readonly deal: Deal | undefined
  readonly story: Story | undefined
  /** Where the deal's card stands, and in which thread if it is a line in one; undefined: it was never announced. */
  readonly card: { readonly to: Destination; readonly thread: string | undefined } | undefined
  /** A post that tells the story was written once. */
  readonly isPosted: boolean
}

/** What is to be written. */
export interface ToldStory {
  /** Undefined: there is none any more. */
  readonly story: Story | undefined
  readonly posts: readonly Post[]
  readonly answer: Answer
  /** Kept among what waits, for an undo. */
  readonly undo?: { readonly id: string; readonly payload: string }
}

export interface StoryChange {
  readonly workspace: WorkspaceId
  /** The version of the workspace on which permissions were decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
  readonly by: MemberId
  readonly number: DealNumber
  /** Decides, synchronously, what is written; an `Answer` where there is nothing to change. What it throws rejects, and nothing is stored. */
  decide(found: FoundStory): ToldStory | Answer
}

/** A story with the deal that it is of. */
export interface StoryOfDeal {
  readonly story: Story
  readonly deal: Deal
  readonly ownerName: string
  /** The owner's team now. */
  readonly ownerTeam: TeamId | undefined
}

/** The kind under which an earlier story is kept among what waits. */
export const keptStories = 'story'

export interface StoryStore {
  /** Resolves with the answer: of `decide`, or the one stored when the same request was here before. */
  change(change: StoryChange): Promise<Answer>
  /** The stories of those of these deals that are won, in no order. */
  of(workspace: WorkspaceId, numbers: readonly DealNumber[]): Promise<readonly Story[]>
  /**
   * A page of the stories of won deals, the newest first, and how many there are. Each of `words` stands, whatever its case or width, in the
   * story, in the customer's name or in the owner's; one like `#42` means that deal.
   */
  search(
    workspace: WorkspaceId,
    words: readonly string[],
    page: { readonly skip: number; readonly take: number },
  ): Promise<{ readonly stories: readonly StoryOfDeal[]; readonly count: number }>
}
