// Whose things somebody may do something to, as a set: where there are many, asking for each would be a look a member.
import type { Team } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId, TeamId } from '../vocabulary/ids.ts'
import { type Act, reachOf } from '../vocabulary/permissions.ts'
import { withTeamsBelow } from './teams-below.ts'

/** Everybody's, or those of one member and of whoever is in one of these teams. */
export type WithinReach =
  | { readonly everybody: true }
  | { readonly everybody: false; readonly member: MemberId | undefined; readonly teams: readonly TeamId[] }

/** The same as `mayActFor` says of each member, from the workspace's teams. */
export function withinReach({ speaker }: Pick<Request, 'speaker'>, act: Act, teams: readonly Team[]): WithinReach {
  const reach = reachOf(speaker.role, act)
  if (reach === 'all') return { everybody: true }
  const led = reach === 'team' ? teams.filter(({ lead }) => lead === speaker.id) : []
  const member = reach === 'none' ? undefined : speaker.id
  return { everybody: false, member, teams: [...new Set(led.flatMap(({ id }) => withTeamsBelow(id, teams)))] }
}

/** True for somebody's things who is in that team now. */
export const reaches = (within: WithinReach, member: MemberId, team: TeamId | undefined): boolean =>
  within.everybody || within.member === member || (team !== undefined && within.teams.includes(team))
