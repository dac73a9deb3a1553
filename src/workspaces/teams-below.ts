// The team tree, downwards.
import type { Team } from '../conversation/people.ts'
import type { TeamId } from '../vocabulary/ids.ts'

/** A team with all those below it, itself first. A tree that was tied into a ring by mistake has an end too. */
export function withTeamsBelow(team: TeamId, teams: readonly Pick<Team, 'id' | 'parent'>[]): readonly TeamId[] {
  const found = [team]
  for (let next = 0; next < found.length; next += 1) {
    for (const { id, parent } of teams) if (parent === found[next] && !found.includes(id)) found.push(id)
  }
  return found
}
