// Changing what belongs to a workspace, other than deals (ledger/) and the workspace itself: one transaction for what is changed, the posts
// that follow and the answer to the person.
import { isCopy, mirrored } from '../conversation/mirrored.ts'
import { Stale, type Workspace } from '../conversation/people.ts'
import type { Answer, Destination } from '../conversation/platform.ts'
import type { Post } from '../conversation/post.ts'
import type { DeliveryQueue } from '../delivery/outbox-store.ts'
import type { Instant } from '../vocabulary/clock.ts'
import type { WorkspaceId } from '../vocabulary/ids.ts'
import type { Database, Transaction } from './database.ts'
import { wakeSql } from './ledger/wake.ts'
import { lockWorkspace, raiseChanges } from './lock-workspace.ts'
import { rulesOf } from './rule-rows.ts'
import { storableJson, storedAnswer, storedAs } from './stored-text.ts'

/** Whom to wake for new posts; `engine`: on PostgreSQL the queue engine is installed, and is told within the transaction. */
export interface Waking {
  readonly queue: Pick<DeliveryQueue, 'wake'>
  readonly engine: boolean
}

export interface WorkspaceChange {
  readonly workspace: WorkspaceId
  /** The version on which permissions were decided; another one in the database rejects with `Stale`. */
  readonly version: number
  readonly requestKey: string
  readonly at: Instant
}

export interface Changed {
  readonly answer: Answer
  readonly posts?: readonly Post[]
}

/**
 * Runs `work` with the workspace locked, once: a repeat of the request gets the answer that was stored. What `work` throws rejects, and
 * nothing is stored.
 */
export async function changeWorkspace(
  database: Database,
  { queue, engine }: Waking,
  { workspace, version, requestKey, at }: WorkspaceChange,
  work: (transaction: Transaction) => Promise<Changed>,
): Promise<Answer> {
  let woken: readonly Destination[] = []
  const answer = await database.transaction(async (transaction) => {
    const stands = await lockWorkspace(database, transaction, workspace)
    const earlier = await transaction.answeredRequest.findUnique({ where: { requestKey } })
    if (earlier) return storedAnswer(earlier.answer)
    if (stands !== version) throw new Stale()
    const { answer: said, posts = [] } = await work(transaction)
    woken = await writePosts(database, transaction, { workspace, posts, at, engine })
    await raiseChanges(transaction, workspace)
    await transaction.answeredRequest.create({ data: { requestKey, answer: storedAs(said), at } })
    return said
  })
  if (woken.length > 0) queue.wake(woken)
  return answer
}

interface Writing {
  readonly workspace: WorkspaceId
  readonly posts: readonly Post[]
  readonly at: Instant
  readonly engine: boolean
}

/**
 * Writes posts and their copies for each mirror to the outbox, but those that are there already, and returns where they go. The queue is to be
 * woken after the commit.
 */
export async function writePosts(database: Database, transaction: Transaction, writing: Writing): Promise<readonly Destination[]> {
  const { workspace, posts } = writing
  if (posts.length === 0) return []
  return writeEntries(database, transaction, { ...writing, posts: mirrored(posts, await announcingOf(transaction, workspace)) })
}

/** Where a workspace announces, and what else it wants. */
export async function announcingOf(transaction: Transaction, id: WorkspaceId): Promise<Pick<Workspace, 'announce' | 'rules'>> {
  const { announce, rules } = await transaction.workspace.findUniqueOrThrow({ where: { id }, select: { announce: true, rules: true } })
  return { announce: announce as Destination, rules: rulesOf(rules) } // it was one when it was written
}

/** The same for posts that have their copies beside them. What would correct a copy that was never made is left out. */
export async function writeEntries(
  { kind }: Database,
  transaction: Transaction,
  { workspace, posts, at, engine }: Writing,
): Promise<readonly Destination[]> {
  const originals = posts.flatMap(({ key, action }) => (action.do !== 'post' && isCopy(key) ? [action.of] : []))
  const there = await transaction.outboxEntry.findMany({
    where: { workspaceId: workspace, key: { in: [...posts.map(({ key }) => key), ...originals] } },
    select: { key: true },
  })
  const known = new Set(there.map(({ key }) => key))
  const here = new Set(posts.map(({ key }) => key))
  const stands = ({ key, action }: Post) => action.do === 'post' || !isCopy(key) || known.has(action.of) || here.has(action.of)
  const fresh = posts.filter((post) => !known.has(post.key) && stands(post))
  if (fresh.length === 0) return []
  await transaction.outboxEntry.createMany({
    data: fresh.map(({ key, to, kind: name, about, action }) => ({
      workspaceId: workspace,
      key,
      to,
      kind: name,
      about: storedAs(about),
      action: action.do,
      of: action.do === 'post' ? null : action.of,
      writtenAt: at,
      notBefore: at,
    })),
  })
  const destinations = [...new Set(fresh.map(({ to }) => to))]
  if (engine && kind === 'postgresql') {
    const relation = `(SELECT jsonb_array_elements_text(CAST($1 AS jsonb)) AS "to") AS rows`
    await transaction.$queryRawUnsafe(`SELECT COUNT(*) FROM (${wakeSql(relation)}) AS woken`, storableJson(destinations))
  }
  return destinations
}
