// Who tells the story of a win at a meeting: it goes round.
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'

/**
 * Of those with a win whoever told one longest ago, or never; among equals the one with the larger win. `winners`: by their largest win,
 * the largest first. Undefined where nobody has one.
 */
export function speakerOf(winners: readonly MemberId[], told: ReadonlyMap<MemberId, LocalDate>): MemberId | undefined {
  const since = (member: MemberId): string => told.get(member) ?? ''
  return [...winners].sort((a, b) => (since(a) < since(b) ? -1 : since(a) > since(b) ? 1 : 0))[0]
}
