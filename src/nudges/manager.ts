// Who is asked when somebody asks their manager, and where.
import type { Member } from '../conversation/people.ts'
import type { Destination } from '../conversation/platform.ts'
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { managerOf } from '../workspaces/in-charge.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'

export interface ManagerNeeds {
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams' | 'inboxes'>
}

/** So many who look after somebody are thought of, and no more. */
const mostAsked = 10

export interface Reached {
  readonly manager: Member
  readonly to: Destination
}

/**
 * Who looks after the speaker and can be written to: where whoever is nearest has no account here, whoever comes next. Undefined where there
 * is nobody.
 */
export async function managerReached({ speaker, workspace }: Request, { workspaces }: ManagerNeeds): Promise<Reached | undefined> {
  const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
  const unreached = new Set<MemberId>()
  for (let tries = 0; tries < mostAsked; tries += 1) {
    const manager = managerOf(
      speaker,
      members.filter(({ id }) => !unreached.has(id)),
      teams,
    )
    if (!manager) return undefined
    const to = (await workspaces.inboxes(workspace, [manager.id])).get(manager.id)
    if (to) return { manager, to }
    unreached.add(manager.id)
  }
  return undefined
}
