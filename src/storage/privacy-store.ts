// What is stored about one person, and its erasure.
import { platforms } from '../conversation/platform.ts'
import type { PrivacyStore, Traces } from '../privacy/privacy-store.ts'
import { nameKey } from '../transfer/people-by-name.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import { changePeople, raiseVersion } from './change-people.ts'
import type { Database, Transaction } from './database.ts'
import { oneOf } from './deal-rows.ts'
import { eraseMember } from './erase-member.ts'
import { subjectKey } from './target-rows.ts'
import type { WorkspaceCopies } from './workspace-copies.ts'

export function privacyStore(database: Database, copies: WorkspaceCopies): PrivacyStore {
  const { client } = database
  return {
    async about(workspaceId, id) {
      const row = await client.member.findFirst({
        where: { id, workspaceId },
        include: { team: { select: { name: true } }, identities: { include: { installation: true }, orderBy: { externalId: 'asc' } } },
      })
      if (!row) return undefined
      return {
        name: row.name,
        role: row.role,
        team: row.team?.name,
        timeZone: row.timeZone ?? undefined,
        locale: row.locale ?? undefined,
        accounts: row.identities.map(({ installation, externalId, handle }) => ({
          platform: oneOf(platforms, installation.platform),
          id: externalId,
          handle,
        })),
        traces: await tracesOf(client, workspaceId, id),
      }
    },

    async everything(workspaceId, id) {
      const mine = { workspaceId, memberId: id }
      const looks = {
        member: client.member.findMany({ where: { id, workspaceId } }),
        identities: client.identity.findMany({
          where: { memberId: id, installation: { workspaceId } },
          include: { installation: { select: { platform: true, externalId: true } } },
        }),
        memberEvents: client.memberEvent.findMany({ where: mine }),
        deals: client.deal.findMany({ where: { workspaceId, ownerId: id }, orderBy: { number: 'asc' } }),
        dealEvents: client.dealEvent.findMany({ where: { workspaceId, byId: id }, orderBy: [{ number: 'asc' }, { revision: 'asc' }] }),
        credits: client.dealCredit.findMany({ where: mine }),
        activities: client.activity.findMany({ where: mine, orderBy: { number: 'asc' } }),
        targets: client.target.findMany({ where: { workspaceId, subject: subjectKey({ kind: 'member', member: id }) } }),
        forecasts: client.forecastCall.findMany({ where: mine }),
        stories: client.story.findMany({ where: { workspaceId, byId: id }, orderBy: { number: 'asc' } }),
        agendaItems: client.agendaItem.findMany({ where: onAgendas(workspaceId, id), orderBy: { number: 'asc' } }),
        kudosGiven: client.kudos.findMany({ where: { workspaceId, fromId: id } }),
        kudosGot: client.kudos.findMany({ where: { workspaceId, toId: id } }),
      }
      const found = await Promise.all(Object.entries(looks).map(async ([name, rows]) => [name, await rows] as const))
      return Object.fromEntries(found)
    },

    async named(workspaceId, name) {
      const rows = await client.member.findMany({
        where: { workspaceId },
        select: { id: true, name: true, leftAt: true, erasedAt: true },
        orderBy: { id: 'asc' },
      })
      return rows
        .filter((row) => nameKey(row.name) === nameKey(name.trim()))
        .map((row) => ({ id: asId<MemberId>(row.id), name: row.name, hasLeft: row.leftAt !== null, isErased: row.erasedAt !== null }))
    },

    erase: (erasure) =>
      changePeople(database, copies, erasure, async (transaction) => {
        const outcome = await eraseMember(database, transaction, erasure)
        if (outcome === 'erased') await raiseVersion(transaction, erasure.workspace.id)
        return erasure.answer(outcome)
      }),
  }
}

/** What they put on agendas, have to do, or talk about in their own 1:1. */
const onAgendas = (workspaceId: WorkspaceId, id: MemberId) => ({ workspaceId, OR: [{ ownerId: id }, { addedById: id }, { withId: id }] })

async function tracesOf(client: Transaction, workspaceId: WorkspaceId, id: MemberId): Promise<Traces> {
  const mine = { workspaceId, memberId: id }
  const [
    deals,
    shares,
    dealEvents,
    targetEvents,
    activityEvents,
    activities,
    targets,
    forecasts,
    stories,
    agendaItems,
    kudosGiven,
    kudosGot,
  ] = await Promise.all([
    client.deal.count({ where: { workspaceId, ownerId: id } }),
    client.dealCredit.count({ where: mine }),
    client.dealEvent.count({ where: { workspaceId, byId: id } }),
    client.targetEvent.count({ where: { workspaceId, byId: id } }),
    client.activityEvent.count({ where: { workspaceId, byId: id } }),
    client.activity.count({ where: mine }),
    client.target.count({ where: { workspaceId, subject: subjectKey({ kind: 'member', member: id }) } }),
    client.forecastCall.count({ where: mine }),
    client.story.count({ where: { workspaceId, byId: id } }),
    client.agendaItem.count({ where: onAgendas(workspaceId, id) }),
    client.kudos.count({ where: { workspaceId, fromId: id } }),
    client.kudos.count({ where: { workspaceId, toId: id } }),
  ])
  return {
    deals,
    shares,
    changes: dealEvents + targetEvents + activityEvents,
    activities,
    targets,
    forecasts,
    stories,
    agendaItems,
    kudosGiven,
    kudosGot,
  }
}
