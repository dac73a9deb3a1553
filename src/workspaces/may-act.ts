// Whether somebody may do something to somebody's things: the table of permissions, with the team tree where it says `team`.
import type { Request } from '../conversation/request.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { type Act, reachOf } from '../vocabulary/permissions.ts'
import type { WorkspaceStore } from './workspace-store.ts'

export type Leads = Pick<WorkspaceStore, 'leads' | 'version'>

/** True when the speaker may do it to `whom`. A lead leads the members of their teams and of the teams below, and themselves. */
export async function mayActFor(
  { speaker, workspace }: Pick<Request, 'speaker' | 'workspace'>,
  act: Act,
  whom: MemberId,
  workspaces: Pick<Leads, 'leads'>,
): Promise<boolean> {
  switch (reachOf(speaker.role, act)) {
    case 'none':
      return false
    case 'own':
      return speaker.id === whom
    case 'team':
      return speaker.id === whom || workspaces.leads(workspace.id, speaker.id, whom)
    case 'all':
      return true
  }
}
