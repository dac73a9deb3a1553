// One page of a list of deals; the buttons turn it.
import { createHash } from 'node:crypto'
import type { Request } from '../conversation/request.ts'
import type { Message } from '../message/message.ts'
import { later } from '../vocabulary/clock.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { PendingStore } from '../workspaces/pending-store.ts'
import { withTeamsBelow } from '../workspaces/teams-below.ts'
import { type DealList, listKey, type SeeingNeeds, type Seen, whoseDeals } from './deal-list.ts'
import { dealListMessage } from './deal-list-message.ts'
import type { DealFilter, DealStore } from './deal-store.ts'

export type PageNeeds = SeeingNeeds & {
  readonly deals: Pick<DealStore, 'list'>
  readonly pending: Pick<PendingStore, 'keep'>
}

const pageLength = 10
/** What a button carries, in characters. */
const longestValue = 200
export const keptLists = 'deal list'

/** Throws a complaint where the speaker may not see those deals. */
export async function dealPage(request: Request, list: DealList, skip: number, needs: PageNeeds): Promise<Message> {
  const { workspace } = request
  const seen = await whoseDeals(request, list.whose, needs)
  const found = await needs.deals.list(workspace.id, filterOf(list, seen, request), { skip, take: pageLength })
  const count = found.byStage.reduce((sum, stage) => sum + stage.count, 0)
  const names = new Map<MemberId, string>()
  if (seen.kind !== 'member') {
    for (const owner of new Set(found.deals.map((deal) => deal.owner))) {
      names.set(owner, (await needs.workspaces.member(workspace.id, owner))?.name ?? '?')
    }
  }
  const turned = skip > 0 || skip + found.deals.length < count
  const key = turned ? await carried(list, request, needs) : ''
  return dealListMessage({ ...found, count, list, seen, names, skip, pageLength, key }, request)
}

/** What the buttons carry of a list: all of it, or where that is too long what it is kept under. */
async function carried(list: DealList, { workspace, speaker, now }: Request, { pending }: PageNeeds): Promise<string> {
  const key = listKey(list)
  if (`1000000:${key}`.length <= longestValue) return key
  // Not to be guessed does not matter here: whoever turns the page is asked whether they may see it.
  const id = createHash('sha256').update(`${workspace.id} ${key}`).digest('hex').slice(0, 40)
  await pending.keep(workspace.id, { id, kind: keptLists, payload: key, by: speaker.id, at: now })
  return `@${id}`
}

const day = 24 * 3_600_000

/** As the database is asked. */
function filterOf({ state, period, product, customer, tags }: DealList, seen: Seen, { today, now, workspace }: Request): DealFilter {
  return {
    state: state === 'stale' ? 'open' : state,
    ...(seen.kind === 'member' ? { owner: seen.member.id } : {}),
    ...(seen.kind === 'team' ? { teams: withTeamsBelow(seen.team.id, seen.all) } : {}),
    ...(period ? { from: period.from, to: period.to } : {}),
    ...(product === undefined ? {} : { product }),
    ...(customer === undefined ? {} : { customer }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(state === 'stale' ? { stale: { before: today, untouchedSince: later(now, -workspace.rules.stuckDays * day) } } : {}),
  }
}
