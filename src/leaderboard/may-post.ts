// Whether somebody may show a board to a channel: a lead those of their teams and the teams below, a manager every one.
import type { Request } from '../conversation/request.ts'
import { reachOf } from '../vocabulary/permissions.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import type { BoardTopic } from './board.ts'

export async function mayPostBoard(
  { speaker, workspace }: Request,
  { team }: BoardTopic,
  workspaces: Pick<WorkspaceStore, 'teams'>,
): Promise<boolean> {
  const reach = reachOf(speaker.role, 'post boards')
  if (reach !== 'team') return reach === 'all'
  if (team === undefined) return false
  const teams = await workspaces.teams(workspace)
  return teams.some(({ id, lead }) => lead === speaker.id && withTeamsBelow(id, teams).includes(team))
}
