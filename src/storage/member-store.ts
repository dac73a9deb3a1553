// Members in the database: what changes of one, their accounts, and whether they are still there.
import { platforms } from '../conversation/platform.ts'
import { asInstant } from '../vocabulary/clock.ts'
import type { MemberEvent, MemberStore } from '../workspaces/member-store.ts'
import { changePeople, raiseVersion } from './change-people.ts'
import type { Waking } from './change-workspace.ts'
import type { Database } from './database.ts'
import { oneOf } from './deal-rows.ts'
import { followAccount } from './follow-account.ts'
import { joinMembers } from './join-members.ts'
import { writeFacts } from './member-changes.ts'
import { memberEventOf } from './member-events.ts'
import { memberOf } from './member-rows.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'

export function memberStore(database: Database, waking: Waking, copies: WorkspaceCopies): MemberStore {
  const { client } = database
  return {
    change: (change) =>
      changePeople(database, copies, change, async (transaction) => {
        const { workspace, member: id, by, platform, at } = change
        const workspaceId = workspace.id
        const row = await transaction.member.findFirstOrThrow({ where: { id, workspaceId }, include: { workspace: true } })
        const member = memberOf(row, row.workspace)
        const others = { workspaceId, role: 'admin', leftAt: null, id: { not: id } }
        const lastAdmin = member.role === 'admin' && !member.hasLeft && (await transaction.member.count({ where: others })) === 0
        const facts = change.decide({ member, lastAdmin })
        const done = await writeFacts(transaction, { workspace: workspaceId, by, platform, at }, member, facts)
        if (done.events.length > 0) await raiseVersion(transaction, workspaceId)
        return change.answer(done)
      }),

    async events(workspaceId, ids) {
      const rows = await client.memberEvent.findMany({ where: { workspaceId, id: { in: [...ids] } } })
      return ids.flatMap((id): readonly MemberEvent[] => {
        const row = rows.find((one) => one.id === id)
        const event = row && memberEventOf(row)
        return event ? [event] : []
      })
    },

    async details(workspaceId, id) {
      const row = await client.member.findFirst({
        where: { id, workspaceId },
        include: { identities: { include: { installation: true }, orderBy: [{ installationId: 'asc' }, { externalId: 'asc' }] } },
      })
      if (!row) return undefined
      const accounts = row.identities.map(({ handle, installation }) => ({ platform: oneOf(platforms, installation.platform), handle }))
      return { since: asInstant(Number(row.createdAt)), accounts }
    },

    join: (asker) =>
      changePeople(database, copies, asker, async (transaction) => {
        const outcome = await joinMembers(database.kind, transaction, asker, asker.member, asker.account)
        if (outcome === 'joined') await raiseVersion(transaction, asker.workspace.id)
        return asker.answer(outcome)
      }),

    async followAccount(installation, personId, state, at) {
      const followed = await followAccount(database, waking, installation, personId, { state, at })
      if (followed?.moved) copies.forget(followed.workspace)
      return followed?.moved ?? false
    },
  }
}
