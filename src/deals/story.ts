// The story of a win: what turned it, and what others can learn from it. One a deal, told by whoever may change the deal; it stays with
// the deal, and is shown while that is won.
import type { Instant } from '../vocabulary/clock.ts'
import type { DealNumber, MemberId } from '../vocabulary/ids.ts'

export interface Story {
  readonly number: DealNumber
  /** Who told it last. */
  readonly by: MemberId
  /** A paragraph, at most `longestStory` characters. */
  readonly text: string
  /** When it was first told. */
  readonly at: Instant
}

/** In characters. */
export const longestStory = 1_000

/** The beginning of a text, up to so many characters: cut between words where there are any, with an ellipsis. */
export function excerpt(text: string, longest: number): string {
  const characters = [...text]
  if (characters.length <= longest) return text
  const start = characters.slice(0, longest).join('')
  const lastWord = start.search(/\s\S*$/u)
  return `${start.slice(0, lastWord > start.length / 2 ? lastWord : undefined).replace(/[\s.,;:–—-]+$/u, '')}…`
}
