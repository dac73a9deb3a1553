// Wins and thanks of a stretch of days in the database.
import type { Days } from '../leaderboard/leaderboard-store.ts'
import type { ShoutOutsStore, Win } from '../shout-outs/shout-outs-store.ts'
import { asId, type MemberId, type WorkspaceId } from '../vocabulary/ids.ts'
import type { Database } from './database.ts'

export function shoutOutsStore({ client }: Database): ShoutOutsStore {
  const ownBest = async (workspaceId: WorkspaceId, member: MemberId, { from, to }: Days): Promise<Win | undefined> => {
    const row = await client.deal.findFirst({
      where: { workspaceId, state: 'won', ownerId: member, closedOn: { gte: from, lte: to } },
      orderBy: [{ ownMinor: 'desc' }, { number: 'asc' }],
      select: { customer: true, ownMinor: true },
    })
    return row ? { member, customer: row.customer, minor: row.ownMinor } : undefined
  }

  const sharedBest = async (workspaceId: WorkspaceId, memberId: MemberId, { from, to }: Days): Promise<Win | undefined> => {
    const credit = await client.dealCredit.findFirst({
      where: { workspaceId, memberId, closedOn: { gte: from, lte: to } },
      orderBy: [{ minor: 'desc' }, { number: 'asc' }],
      select: { number: true, minor: true },
    })
    if (!credit) return undefined
    const key = { workspaceId_number: { workspaceId, number: credit.number } }
    const deal = await client.deal.findUnique({ where: key, select: { customer: true } })
    return { member: memberId, customer: deal?.customer ?? '', minor: credit.minor }
  }

  return {
    async bestOf(workspace, members, days) {
      const wins = await Promise.all(
        members.map(async (member) => {
          const [own, shared] = await Promise.all([ownBest(workspace, member, days), sharedBest(workspace, member, days)])
          return own && shared ? (shared.minor > own.minor ? shared : own) : (own ?? shared)
        }),
      )
      return new Map(wins.flatMap((win) => (win ? [[win.member, win] as const] : [])))
    },

    async largest(workspaceId, { from, to }, { except, take }) {
      const rows = await client.deal.findMany({
        where: { workspaceId, state: 'won', closedOn: { gte: from, lte: to }, ownerId: { notIn: [...except] } },
        orderBy: [{ minor: 'desc' }, { number: 'asc' }],
        take,
        select: { ownerId: true, customer: true, minor: true },
      })
      return rows.map(({ ownerId, customer, minor }) => ({ member: asId<MemberId>(ownerId), customer, minor }))
    },

    async thanks(workspaceId, { from, to }) {
      const rows = await client.kudos.groupBy({
        by: ['toId'],
        where: { workspaceId, withdrawnAt: null, day: { gte: from, lte: to } },
        _count: true,
      })
      return new Map(rows.map(({ toId, _count }) => [asId<MemberId>(toId), _count]))
    },
  }
}
