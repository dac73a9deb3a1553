// The copies of one process of who is who, kept in one place: whatever changes a workspace, its members or its teams forgets them all.
import type { Team, Workspace } from '../conversation/people.ts'
import type { Clock } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { WorkspaceStore } from '../workspaces/workspace-store.ts'
import { Copies, type Versions } from './copies.ts'
import type { Database } from './database.ts'

/** A workspace with somebody who speaks in it. */
export type Seen = NonNullable<Awaited<ReturnType<WorkspaceStore['known']>>>

export interface WorkspaceCopies {
  readonly versions: Versions
  readonly workspaces: Copies<Workspace>
  readonly people: Copies<Seen>
  readonly teams: Copies<readonly Team[]>
  /** After a change of a workspace was committed, or may have been. */
  forget(workspace: WorkspaceId): void
}

export function workspaceCopies({ kind }: Pick<Database, 'kind'>, clock: Clock): WorkspaceCopies {
  const alone = kind === 'sqlite'
  const versions: Versions = new Map()
  const workspaces = new Copies<Workspace>(clock, alone, versions)
  const people = new Copies<Seen>(clock, alone, versions)
  const teams = new Copies<readonly Team[]>(clock, alone, versions)
  return {
    versions,
    workspaces,
    people,
    teams,
    forget(workspace) {
      for (const copies of [workspaces, people, teams]) copies.forget(workspace)
    },
  }
}
