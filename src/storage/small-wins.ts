// What stands where because of a deal, as the outbox knows it: a card of its own, or a line in a thread of small wins.
import type { Destination } from '../conversation/platform.ts'
import type { Deal } from '../deals/deal.ts'
import { type Around, cardKey, cardsKeptRight, storyKey } from '../deals/deal-posts.ts'
import { dayOfSmallWins } from '../deals/small-wins.ts'
import { asId, type DealNumber, type WorkspaceId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { Database } from './database.ts'

/** `DealStore.threadOf`. */
export async function threadOf({ client }: Database, workspaceId: WorkspaceId, number: DealNumber): Promise<string | undefined> {
  const where = { workspaceId_key: { workspaceId, key: cardKey(number) } }
  const entry = await client.outboxEntry.findUnique({ where, select: { of: true } })
  return entry?.of && dayOfSmallWins(entry.of) ? entry.of : undefined
}

/** `DealStore.around`. */
export async function around(database: Database, workspaceId: WorkspaceId, deal: Deal, since: LocalDate): Promise<Around> {
  const story = { workspaceId_key: { workspaceId, key: storyKey(deal.number) } }
  const [thread, told, later] = await Promise.all([
    threadOf(database, workspaceId, deal.number),
    database.client.outboxEntry.findUnique({ where: story, select: { id: true } }),
    database.client.deal.findMany({
      where: { workspaceId, state: 'won', ownerId: deal.owner, closedOn: { gte: since }, number: { gt: deal.number }, announced: true },
      orderBy: [{ closedOn: 'desc' }, { number: 'desc' }],
      take: cardsKeptRight.most,
      select: { number: true },
    }),
  ])
  return { thread, later: later.map(({ number }) => asId<DealNumber>(number)), isTold: told !== null }
}

/** `DealStore.inThread`. What a thread has is what was written to answer in it, whether it stands there yet or not. */
export async function inThread(
  { client }: Database,
  workspaceId: WorkspaceId,
  key: string,
  to: Destination,
): Promise<{ readonly count: number; readonly sum: bigint }> {
  const first = await client.outboxEntry.findUnique({
    where: { workspaceId_key: { workspaceId, key } },
    select: { id: true, writtenAt: true },
  })
  if (!first) return { count: 0, sum: 0n }
  const reply = { to, action: 'reply', workspaceId, of: key, id: { gt: first.id } }
  const ended = { state: { in: ['done', 'dropped', 'parked'] }, endedAt: { gte: first.writtenAt } } // the index ends with it
  const replies = await client.outboxEntry.findMany({
    where: {
      OR: [
        { ...reply, state: 'waiting' },
        { ...reply, ...ended },
      ],
    },
    select: { about: true },
  })
  const numbers = new Set(replies.flatMap(({ about }) => numberIn(about) ?? []))
  const won = await client.deal.findMany({ where: { workspaceId, number: { in: [...numbers] }, state: 'won' }, select: { minor: true } })
  return { count: won.length, sum: won.reduce((sum, { minor }) => sum + minor, 0n) }
}

const numberIn = (about: unknown): number | undefined => {
  const deal = typeof about === 'object' && about !== null && 'deal' in about ? about.deal : undefined
  return typeof deal === 'number' ? deal : undefined
}
