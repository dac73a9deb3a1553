// One page of the list of stories; the buttons turn it. Stories are for everybody to learn from; amounts for who may see the deal.
import { z } from 'zod'
import { Complaint } from '../conversation/complaint.ts'
import { Stale } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import { reachOf } from '../vocabulary/permissions.ts'
import { reaches, withinReach } from '../workspaces/within-reach.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { storyListMessage, storyPageValue } from './story-message.ts'
import type { StoryStore } from './story-store.ts'

export interface StoryPageNeeds {
  readonly stories: Pick<StoryStore, 'search'>
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'version'>
}

const pageLength = 5
/** What a button carries, in characters. */
const longestValue = 200

export interface StorySearch {
  readonly skip: number
  readonly words: readonly string[]
}

export async function storyPage(request: Request, { skip, words }: StorySearch, needs: StoryPageNeeds): Promise<Message> {
  const { workspace, speaker } = request
  if (storyPageValue({ skip: 1_000_000, words }).length > longestValue) throw new Complaint('story.search-too-long')
  // What decides whose amounts are shown is the role as it is, not a copy of the one that was.
  const own = reachOf(speaker.role, 'see deals') === 'own'
  if (!own && (await needs.workspaces.version(workspace.id)) !== workspace.version) throw new Stale()
  const within = withinReach(request, 'see deals', await needs.workspaces.teams(workspace))
  const { stories, count } = await needs.stories.search(workspace.id, words, { skip, take: pageLength })
  const seen = stories.filter(({ deal, ownerTeam }) => reaches(within, deal.owner, ownerTeam))
  const amounts = new Set(seen.map(({ deal }) => deal.number))
  return storyListMessage({ stories, count, words, skip, pageLength, amounts }, request)
}

const storedWords = z.array(z.string())

/** What a button carries; undefined for anything that none of ours does. */
export function readStoryPage(value: string): StorySearch | undefined {
  const [, digits, json] = /^(\d{1,7}):(.*)$/s.exec(value) ?? []
  if (digits === undefined || json === undefined) return undefined
  try {
    const words = storedWords.safeParse(JSON.parse(json))
    return words.success ? { skip: Number(digits), words: words.data } : undefined
  } catch {
    return undefined // whatever came back from the platform
  }
}
