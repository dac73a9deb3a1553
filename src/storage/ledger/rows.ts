// What a batch has decided, as rows.
import { isCopy } from '../../conversation/mirrored.ts'
import type { Destination } from '../../conversation/platform.ts'
import type { Post } from '../../conversation/post.ts'
import type { Instant } from '../../vocabulary/clock.ts'
import type { WorkspaceId } from '../../vocabulary/ids.ts'
import type { Transaction } from '../database.ts'
import { creditsJson, dealJson, eventJson } from '../deal-rows.ts'
import { asJson, companyRows, summed, totalKey, totalRow } from '../total-rows.ts'
import type { Found, Writing } from './batch.ts'
import type { Rows } from './tables.ts'

/**
 * Rewritings and replies go to where the message stands that they are about, though new ones may go elsewhere by now; those of a copy that
 * was never made are left out.
 */
export async function whereTheyStand(transaction: Transaction, written: readonly Writing[]): Promise<readonly Writing[]> {
  const about = written.flatMap(({ workspace, posts }) => {
    const here = beside(posts)
    return posts.flatMap(({ action }) => (action.do === 'post' || here.has(action.of) ? [] : [{ workspace, key: action.of }]))
  })
  if (about.length === 0) return written
  const rows = await transaction.outboxEntry.findMany({
    where: { OR: about.map(({ workspace, key }) => ({ workspaceId: workspace, key })) },
    select: { workspaceId: true, key: true, to: true },
  })
  const places = new Map(rows.map(({ workspaceId, key, to }) => [`${workspaceId} ${key}`, to as Destination])) // was one when it was written
  return written.map((writing) => ({
    ...writing,
    posts: keptRight(writing.posts, (of) => places.get(`${writing.workspace} ${of}`)),
  }))
}

function keptRight(posts: readonly Post[], placeOf: (key: string) => Destination | undefined): readonly Post[] {
  const here = beside(posts)
  return posts.flatMap((post) => {
    if (post.action.do === 'post' || here.has(post.action.of)) return [post]
    const to = placeOf(post.action.of)
    return to === undefined && isCopy(post.key) ? [] : [{ ...post, to: to ?? post.to }]
  })
}

/** What is posted beside them goes where they go: nothing has to be looked up for the day's thread of small wins. */
const beside = (posts: readonly Post[]): ReadonlySet<string> => new Set(posts.map(({ key }) => key))

export interface Card {
  readonly workspaceId: WorkspaceId
  readonly key: string
  readonly at: Instant
}

/**
 * The posts about deals that count again, as the outbox knows them: of a deal that was withdrawn before it was ever shown there was
 * nothing to say, and now there is.
 */
export function cardsWantedAgain(written: readonly Writing[]): readonly Card[] {
  return written.flatMap(({ workspace, before, deal, event, posts }) => {
    if (!before?.announced || before.state === 'won' || deal.state !== 'won') return []
    const keys = new Set(posts.flatMap(({ action }) => (action.do === 'post' ? [] : [action.of])))
    return [...keys].map((key) => ({ workspaceId: workspace, key, at: event.at }))
  })
}

type CreditKey = Omit<Rows['DealCredit'][number], 'minor'>

/** The credits that a changed deal had and no longer has, by their whole key: few deals have any. */
export function goneCredits(written: readonly Writing[]): readonly CreditKey[] {
  return written.flatMap(({ workspace, before, deal }) => {
    if (!before) return []
    const kept = creditsJson(workspace, deal)
    return creditsJson(workspace, before).filter(
      (old) => !kept.some(({ memberId, closedOn }) => memberId === old.memberId && closedOn === old.closedOn),
    )
  })
}

export function rowsOf(written: readonly Writing[], found: Found['workspaces']): Rows {
  const seqOf = (workspace: WorkspaceId) => (found.get(workspace)?.changes ?? 0) + 1
  // one row for each total: PostgreSQL does not add to a row twice in one statement
  const totals = summed(
    written.flatMap(({ workspace, totals }) => totals.map((total) => totalRow(workspace, total))),
    totalKey,
  )
  return {
    AnsweredRequest: written.map(({ requestKey, answer, event }) => ({ requestKey, answer, at: event.at })),
    Deal: written.map(({ workspace, deal, event }) => {
      const isHead = deal.head === event.revision
      return { ...dealJson(workspace, deal), headById: isHead ? event.by : null, headSeq: isHead ? seqOf(workspace) : null }
    }),
    DealEvent: written.map(({ workspace, event }) => ({ ...eventJson(workspace, event), seq: seqOf(workspace) })),
    DealCredit: written.flatMap(({ workspace, deal }) => creditsJson(workspace, deal)),
    DayTotal: asJson(totals),
    CompanyDayTotal: asJson(companyRows(totals)),
    OutboxEntry: written.flatMap(({ workspace, posts, event }) =>
      posts.map((post) => ({
        workspaceId: workspace,
        key: post.key,
        to: post.to,
        kind: post.kind,
        about: post.about,
        action: post.action.do,
        of: post.action.do === 'post' ? null : post.action.of,
        writtenAt: event.at,
        notBefore: event.at,
      })),
    ),
  }
}
