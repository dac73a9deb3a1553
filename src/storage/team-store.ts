// Teams in the database.
import { asId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { TeamStep, TeamStore } from '../workspaces/team-store.ts'
import { changePeople, raiseVersion } from './change-people.ts'
import type { Database, Transaction } from './database.ts'
import { teamOf } from './member-rows.ts'
import { storable } from './stored-text.ts'
import { subjectKey } from './target-rows.ts'
import { teamEventData, teamEventOf } from './team-events.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'

export function teamStore(database: Database, copies: WorkspaceCopies): TeamStore {
  return {
    change: (change) =>
      changePeople(database, copies, change, async (transaction) => {
        const { workspace, about, by, platform, at } = change
        const workspaceId = workspace.id
        const rows = await transaction.team.findMany({ where: { workspaceId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
        const members = about === undefined ? 0 : await transaction.member.count({ where: { workspaceId, teamId: about, leftAt: null } })
        const hasPast = about !== undefined && (await hangsOn(transaction, workspaceId, about))
        const step = change.decide({ teams: rows.map(teamOf), members, hasPast })
        if (!step) return change.answer(undefined)
        const team = await write(transaction, workspaceId, step)
        const data = { workspaceId, ...teamEventData({ ...step, team }), byId: by, platform, at }
        const event = await transaction.workspaceEvent.create({ data, select: { id: true } })
        let roleEvent: number | undefined
        if (step.role) {
          const { member, before, after } = step.role
          await transaction.member.updateMany({ where: { id: member, workspaceId }, data: { role: after } })
          const raised = { workspaceId, memberId: member, kind: 'role', before, after, byId: by, at }
          roleEvent = (await transaction.memberEvent.create({ data: raised, select: { id: true } })).id
        }
        await raiseVersion(transaction, workspaceId)
        return change.answer({ event: event.id, roleEvent })
      }),

    async event(workspaceId, id) {
      const row = await database.client.workspaceEvent.findFirst({ where: { id, workspaceId } })
      return row ? teamEventOf(row) : undefined
    },
  }
}

async function write(transaction: Transaction, workspaceId: WorkspaceId, { team, before, after }: TeamStep): Promise<TeamId> {
  const data = after && {
    name: storable(after.name),
    parentId: after.parent ?? null,
    leadId: after.lead ?? null,
    channel: after.channel ?? null,
  }
  if (team === undefined || !before) {
    if (!data) throw new Error('A team that never was cannot go')
    const row = await transaction.team.create({ data: { workspaceId, ...data, ...(team === undefined ? {} : { id: team }) } })
    return asId<TeamId>(row.id)
  }
  if (data) await transaction.team.updateMany({ where: { id: team, workspaceId }, data })
  else await transaction.team.deleteMany({ where: { id: team, workspaceId } })
  return team
}

/** Whether numbers, targets or deals that can still be won, or brought back, are counted in a team. */
async function hangsOn(transaction: Transaction, workspaceId: WorkspaceId, teamId: TeamId): Promise<boolean> {
  const select = { workspaceId: true } as const
  const found =
    (await transaction.dayTotal.findFirst({ where: { workspaceId, teamId }, select })) ??
    (await transaction.target.findFirst({ where: { workspaceId, subject: subjectKey({ kind: 'team', team: teamId }) }, select })) ??
    (await transaction.deal.findFirst({ where: { workspaceId, state: { in: ['open', 'lost', 'withdrawn'] }, teamId }, select }))
  return found !== null
}
