// Who changes deals, targets, members or settings of a workspace does so one at a time.
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, Transaction } from './database.ts'

/**
 * Locks a workspace until the transaction ends, and returns its version as it is then; undefined when there is none. SQLite has one
 * transaction at a time anyway.
 */
export async function lockWorkspace({ kind }: Database, transaction: Transaction, workspace: WorkspaceId): Promise<number | undefined> {
  const [text, lock] = kind === 'sqlite' ? ['?', ''] : ['$1', 'FOR NO KEY UPDATE']
  const sql = `SELECT "version" FROM "Workspace" WHERE "id" = ${text} ${lock}`
  const [row] = await transaction.$queryRawUnsafe<{ version: number }[]>(sql, workspace)
  return row?.version
}

/** What was read of the workspace's deals, targets or totals before this commits is out of date. */
export async function raiseChanges(transaction: Transaction, workspace: WorkspaceId): Promise<void> {
  await transaction.workspace.update({ where: { id: workspace }, data: { changes: { increment: 1 } }, select: { id: true } })
}
