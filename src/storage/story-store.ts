// The stories of wins in the database.
import { copyKeys } from '../conversation/mirrored.ts'
import type { Destination } from '../conversation/platform.ts'
import { cardKey, storyKey } from '../deals/deal-posts.ts'
import { dayOfSmallWins } from '../deals/small-wins.ts'
import type { Story } from '../deals/story.ts'
import { keptStories, type StoryChange, type StoryOfDeal, type StoryStore } from '../deals/story-store.ts'
import { asInstant } from '../vocabulary/clock.ts'
import { asId, type DealNumber, type MemberId, type TeamId, type WorkspaceId } from '../vocabulary/ids.ts'
import { announcingOf, changeWorkspace, type Waking } from './change-workspace.ts'
import type { Database, DatabaseKind, Transaction } from './database.ts'
import { type DealRow, dealColumns, dealOf } from './deal-rows.ts'
import { type Put, query } from './query.ts'
import { folded, foldedWords, storable } from './stored-text.ts'

interface StoryRow {
  readonly number: number
  readonly byId: number
  readonly text: string
  readonly at: bigint
}

const storyOf = ({ number, byId, text, at }: StoryRow): Story => ({
  number: asId<DealNumber>(number),
  by: asId<MemberId>(byId),
  text,
  at: asInstant(Number(at)),
})

type FoundRow = DealRow & {
  readonly storyBy: number
  readonly storyText: string
  readonly storyAt: bigint
  readonly ownerName: string
  readonly ownerTeam: number | null
}

const foundOf = (row: FoundRow): StoryOfDeal => ({
  story: storyOf({ number: row.number, byId: row.storyBy, text: row.storyText, at: row.storyAt }),
  deal: dealOf(row),
  ownerName: row.ownerName,
  ownerTeam: row.ownerTeam === null ? undefined : asId<TeamId>(row.ownerTeam),
})

/** SQL: stories with their deals and whose those are, as far as they are shown and every word is found. */
function found(kind: DatabaseKind, put: Put, workspace: WorkspaceId, words: readonly string[]): string {
  const has = (column: string, text: string) =>
    kind === 'sqlite' ? `instr(${column}, ${put(text)}) > 0` : `strpos(${column}, ${put(text)}) > 0`
  const condition = (word: string) => {
    const [, number] = /^#(\d{1,9})$/.exec(word) ?? []
    const text = folded(storable(word))
    const places = [
      has('s."foldedText"', text),
      has('d."foldedCustomer"', text),
      has('m."foldedWords"', foldedWords(word).trim()),
      ...(number === undefined ? [] : [`d."number" = ${put(Number(number))}`]),
    ]
    return `AND (${places.join(' OR ')})`
  }
  return `FROM "Story" s
    JOIN "Deal" d ON d."workspaceId" = s."workspaceId" AND d."number" = s."number" AND d."state" = 'won'
    JOIN "Member" m ON m."id" = d."ownerId"
    WHERE s."workspaceId" = ${put(workspace)} ${words.map(condition).join(' ')}`
}

/** Where a deal's card stands, and whether its story does beside it. */
async function postsOf(transaction: Transaction, workspaceId: number, number: DealNumber) {
  const rows = await transaction.outboxEntry.findMany({
    where: { workspaceId, key: { in: [cardKey(number), storyKey(number)] } },
    select: { key: true, to: true, of: true },
  })
  const card = rows.find(({ key }) => key === cardKey(number))
  const thread = card?.of && dayOfSmallWins(card.of) ? card.of : undefined
  return {
    card: card && { to: card.to as Destination, thread }, // it was one when it was written
    isPosted: rows.some(({ key }) => key === storyKey(number)),
  }
}

/** Keeps it, or takes it away; and what was dropped because there was nothing to tell by then has something to tell again. */
async function write(
  transaction: Transaction,
  { workspace: workspaceId, number, at }: StoryChange,
  story: Story | undefined,
): Promise<void> {
  const workspaceId_number = { workspaceId, number }
  if (!story) {
    await transaction.story.deleteMany({ where: workspaceId_number })
    return
  }
  const text = storable(story.text)
  const data = { byId: story.by, text, foldedText: folded(text), at: story.at }
  await transaction.story.upsert({ where: { workspaceId_number }, create: { ...workspaceId_number, ...data }, update: data })
  const told = storyKey(number)
  await transaction.outboxEntry.updateMany({
    where: { workspaceId, key: { in: [told, ...copyKeys(told, await announcingOf(transaction, workspaceId))] }, state: 'dropped' },
    data: { state: 'waiting', endedAt: null, notBefore: at },
  })
}

export function storyStore(database: Database, waking: Waking): StoryStore {
  const { client, kind } = database
  return {
    change: (change) =>
      changeWorkspace(database, waking, change, async (transaction) => {
        const { workspace: workspaceId, number, at } = change
        const where = { workspaceId_number: { workspaceId, number } }
        const deal = await transaction.deal.findUnique({ where })
        const row = await transaction.story.findUnique({ where })
        const decided = change.decide({
          deal: deal ? dealOf(deal) : undefined,
          story: row ? storyOf(row) : undefined,
          ...(await postsOf(transaction, workspaceId, number)),
        })
        if ('kind' in decided) return { answer: decided }
        const { story, undo, posts, answer } = decided
        await write(transaction, change, story)
        if (undo) {
          const kept = { id: undo.id, workspaceId, kind: keptStories, payload: storable(undo.payload), byId: change.by, at }
          await transaction.pending.create({ data: kept, select: { id: true } })
        }
        return { answer, posts }
      }),

    async of(workspaceId, numbers) {
      if (numbers.length === 0) return []
      const where = { workspaceId, number: { in: [...numbers] } }
      const rows = await client.story.findMany({ where })
      if (rows.length === 0) return []
      const told = rows.map(({ number }) => number)
      const won = await client.deal.findMany({ where: { workspaceId, number: { in: told }, state: 'won' }, select: { number: true } })
      const shown = new Set(won.map(({ number }) => number))
      return rows.filter(({ number }) => shown.has(number)).map(storyOf)
    },

    async search(workspace, words, { skip, take }) {
      const page = query(
        kind,
        (put) => `SELECT ${dealColumns('d')}, s."byId" AS "storyBy", s."text" AS "storyText", s."at" AS "storyAt",
          m."name" AS "ownerName", m."teamId" AS "ownerTeam" ${found(kind, put, workspace, words)}
          ORDER BY s."at" DESC, s."number" DESC LIMIT ${put(take)} OFFSET ${put(skip)}`,
      )
      const all = query(kind, (put) => `SELECT CAST(COUNT(*) AS INTEGER) AS "count" ${found(kind, put, workspace, words)}`)
      const [rows, [counted]] = await Promise.all([
        client.$queryRawUnsafe<FoundRow[]>(page.sql, ...page.values),
        client.$queryRawUnsafe<{ readonly count: number | bigint }[]>(all.sql, ...all.values),
      ])
      return { stories: rows.map(foundOf), count: Number(counted?.count ?? 0) }
    },
  }
}
