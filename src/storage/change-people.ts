// Changing members and teams: like any change of a workspace, and it raises the version, so that no decision on who may do what outlives it.
import type { Answer } from '../conversation/platform.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Asker } from '../workspaces/member-store.ts'
import { changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, Transaction } from './database.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'

/** No post follows from it, so nobody has to be woken. */
const nobody: Waking = { queue: { wake: () => {} }, engine: false }

/** What was decided on an older version of the workspace is refused from now on. */
export async function raiseVersion(transaction: Transaction, id: WorkspaceId): Promise<void> {
  await transaction.workspace.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } })
}

/** Runs `work` with the workspace locked, once for each request. Whatever it changed, no copy outlives it. */
export async function changePeople(
  database: Database,
  copies: Pick<WorkspaceCopies, 'forget'>,
  { workspace, requestKey, at }: Pick<Asker, 'workspace' | 'requestKey' | 'at'>,
  work: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> {
  const { id, version } = workspace
  try {
    return await changeWorkspace(database, nobody, { workspace: id, version, requestKey, at }, async (transaction) => {
      return { answer: await work(transaction) }
    })
  } finally {
    copies.forget(id)
  }
}
