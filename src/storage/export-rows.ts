// What exports read: pages in the order of a key, so that a workspace of any size is read in the same memory.
import type { TransferStore } from '../transfer/transfer-store.ts'
import { asId, type MemberId } from '../vocabulary/ids.ts'
import { activityKind, dealMetrics } from '../vocabulary/metrics.ts'
import type { Database } from './database.ts'
import { dealOf, eventOf, storedDate } from './deal-rows.ts'
import { subjectOfKey, targetOf } from './target-rows.ts'

export function exporting({ client }: Database): Pick<TransferStore, 'deals' | 'events' | 'targets' | 'activities'> {
  return {
    async deals(workspaceId, { from, to }, after, take) {
      const closedOn = { ...(from && { gte: from }), ...(to && { lte: to }) }
      const rows = await client.deal.findMany({
        where: { workspaceId, number: { gt: after }, closedOn },
        orderBy: { number: 'asc' },
        take,
      })
      // By a range of numbers: pair by pair, as Prisma follows a relation, a page is more than SQLite takes in one expression.
      const ofThese = { workspaceId, number: { gt: after, lte: rows.at(-1)?.number ?? after } }
      const [imported, told] = await Promise.all([
        client.importedDeal.findMany({ where: ofThese, orderBy: { externalId: 'desc' } }),
        client.story.findMany({ where: ofThese, select: { number: true, text: true } }),
      ])
      const ids = new Map(imported.map(({ number, externalId }) => [number, externalId])) // of several the first in order
      const stories = new Map(told.map(({ number, text }) => [number, text]))
      return rows.map((row) => ({ deal: dealOf(row), externalId: ids.get(row.number), story: stories.get(row.number) }))
    },

    async events(workspaceId, { from, to }, after, take) {
      const at = { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lt: to }) }
      const beyond = [{ number: { gt: after.number } }, { number: after.number, revision: { gt: after.revision } }]
      const where = { workspaceId, at, OR: beyond }
      return (await client.dealEvent.findMany({ where, orderBy: [{ number: 'asc' }, { revision: 'asc' }], take })).map(eventOf)
    },

    async targets(workspaceId, { from, to }) {
      const where = { workspaceId, ...(to && { periodFrom: { lte: to } }), ...(from && { periodTo: { gte: from } }) }
      const rows = await client.target.findMany({
        where,
        orderBy: [{ periodFrom: 'asc' }, { periodKind: 'asc' }, { subject: 'asc' }, { metric: 'asc' }],
      })
      return rows.map((row) => {
        const metric = dealMetrics.find((one) => one === row.metric) ?? activityKind(row.metric)
        const { period, value } = targetOf(subjectOfKey(row.subject), metric, row)
        return { subject: row.subject, metric, period, value }
      })
    },

    async activities(workspaceId, { from, to }, after, take) {
      const day = { ...(from && { gte: from }), ...(to && { lte: to }) }
      const rows = await client.activity.findMany({ where: { workspaceId, number: { gt: after }, day }, orderBy: { number: 'asc' }, take })
      return rows.map(({ number, memberId, kind, count, day: on, state }) => {
        return { number, member: asId<MemberId>(memberId), kind, count, day: storedDate(on), state }
      })
    },
  }
}
