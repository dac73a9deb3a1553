// Who is asked when somebody asks their manager, and where.
import type { Member } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import { managerOf } from '../workspaces/in-charge.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'

export interface ManagerNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams' | 'inboxes'>
}

export interface Reached {
  readonly manager: Member
  readonly to: Destination
}

/** Undefined where nobody looks after the speaker, or whoever does has no account here. */
export async function managerReached({ speaker, workspace }: Request, { workspaces }: ManagerNeeds): Promise<Reached | undefined> {
  const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
  const manager = managerOf(speaker, members, teams)
  if (!manager) return undefined
  const to = (await workspaces.inboxes(workspace, [manager.id])).get(manager.id)
  return to && { manager, to }
}
