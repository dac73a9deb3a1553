// The tree of teams. Pure; a tree that was tied into a ring by mistake has an end too.
import type { Team } from '../conversation/people.ts'
import type { TeamId } from '../vocabulary/ids.ts'

export interface Placed {
  readonly team: Team
  /** 0 at the top. */
  readonly depth: number
}

/** Every team once, each followed by those below it; beside each other in the order given. `from`: that team and what is below it. */
export function inTreeOrder(teams: readonly Team[], from?: TeamId): readonly Placed[] {
  const known = new Set(teams.map(({ id }) => id))
  const below = new Map<TeamId | undefined, Team[]>()
  for (const team of teams) {
    const parent = team.parent !== undefined && known.has(team.parent) ? team.parent : undefined
    below.set(parent, [...(below.get(parent) ?? []), team])
  }
  const placed: Placed[] = []
  const seen = new Set<TeamId>()
  const walk = (team: Team, depth: number): void => {
    if (seen.has(team.id)) return
    seen.add(team.id)
    placed.push({ team, depth })
    for (const child of below.get(team.id) ?? []) walk(child, depth + 1)
  }
  if (from !== undefined) {
    const start = teams.find(({ id }) => id === from)
    if (start) walk(start, 0)
    return placed
  }
  for (const team of below.get(undefined) ?? []) walk(team, 0)
  for (const team of teams) walk(team, 0)
  return placed
}
