// The tree of teams, or a part of it, a page at a time.
import { Complaint } from '../conversation/complaint.ts'
import type { Answer } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { TeamId } from '../vocabulary/ids.ts'
import { teamTree } from './people-message.ts'
import { inTreeOrder } from './team-tree.ts'
import type { WorkspaceStore } from './workspace-store.ts'

export interface TreeNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'teams' | 'members'>
}

/** Throws a complaint for a team that is not there (any more). */
export async function showTeams(
  { workspace, say }: Request,
  { team, skip, replaces }: { readonly team: TeamId | undefined; readonly skip: number; readonly replaces: boolean },
  { workspaces }: TreeNeeds,
): Promise<Answer> {
  const [teams, members] = await Promise.all([workspaces.teams(workspace), workspaces.members(workspace.id)])
  const of = team === undefined ? undefined : teams.find(({ id }) => id === team)
  if (team !== undefined && !of) throw new Complaint('complaint.button-unknown')
  const present = members.filter(({ hasLeft }) => !hasLeft)
  return { kind: 'message', message: teamTree({ placed: inTreeOrder(teams, team), members: present, skip, of }, say), replaces }
}
