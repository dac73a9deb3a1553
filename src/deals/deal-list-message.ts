// How a list of deals reads: whose and which, how many and how much, a line each.

import type { Request } from '../conversation/request.ts'
import { spokenDay } from '../conversation/spoken-day.ts'
import type { TextKey } from '../languages/language.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, headline, list as listNode, message, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { today as dayOf, daysBetween } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import { divideHalfUp } from '../vocabulary/pace.ts'
import { probabilityOf } from '../vocabulary/rules.ts'
import type { Deal } from './deal.ts'
import { reasonText } from './deal-gist.ts'
import type { DealList, Seen } from './deal-list.ts'
import type { StageSum } from './deal-store.ts'

export interface DealPage {
  readonly deals: readonly Deal[]
  readonly byStage: readonly StageSum[]
  readonly count: number
  readonly list: DealList
  readonly seen: Seen
  /** Of the deals' owners, where they are not one person's. */
  readonly names: ReadonlyMap<MemberId, string>
  readonly skip: number
  readonly pageLength: number
  /** What the buttons carry of the list. */
  readonly key: string
}

const titles = { won: 'deal.list-won', open: 'deal.list-open', lost: 'deal.list-lost', stale: 'deal.list-stale' } as const

/** One page of deals, with the way to the next. */
export function dealListMessage(page: DealPage, request: Request): Message {
  const { deals, count, list, names } = page
  const lines = deals.map((deal) => {
    const owner = names.get(deal.owner)
    return [...listedDeal(deal, list, request), ...(owner === undefined ? [] : [` · ${owner}`])]
  })
  return message(...heading(page, request), count > 0 && listNode(lines), buttonsOf(page, request))
}

function buttonsOf({ deals, count, skip, pageLength, key }: DealPage, { say }: Request) {
  const turn = (label: 'button.newer' | 'button.older', to: number): Button => ({
    label: say.plain(label),
    action: 'turn-deal-page',
    value: `${to}:${key}`,
  })
  const pages = [
    ...(skip > 0 ? [turn('button.newer', Math.max(0, skip - pageLength))] : []),
    ...(skip + deals.length < count ? [turn('button.older', skip + pageLength)] : []),
  ]
  return pages.length > 0 && buttons(...pages)
}

/** Whose and which, and what they come to. */
function heading({ byStage, count, list, seen }: DealPage, request: Request) {
  const { say, workspace, speaker } = request
  const { state, period, product, customer, tags } = list
  const sum = byStage.reduce((all, stage) => all + stage.sum, 0n)
  const filtered = product !== undefined || customer !== undefined || tags.length > 0
  if (state === 'won' && seen.kind === 'member' && seen.member.id === speaker.id && !filtered) {
    const values = { count, sum: say.money(money(sum, workspace.currency)), ...(period ? { period: say.period(period) } : {}) }
    const key: TextKey = count === 0 ? (period ? 'deal.list-empty-period' : 'deal.list-empty') : period ? 'deal.list-period' : 'deal.list'
    return [headline(say(key, values))]
  }
  const whose = seen.kind === 'company' ? say.plain('progress.company') : seen.kind === 'team' ? seen.team.name : seen.member.name
  const which = [
    whose,
    say.plain(titles[state], { days: workspace.rules.stuckDays }),
    ...(period ? [say.period(period)] : []),
    ...(product === undefined ? [] : [say.plain('deal.list-product', { product })]),
    ...(customer === undefined ? [] : [customer]),
    ...tags.map((tag) => `#${tag}`),
  ]
  const title = headline(which.join(' · '))
  if (count === 0) return [title, text(say('deal.list-nothing'))]
  const total = say('deal.list-sum', { count, sum: say.money(money(sum, workspace.currency)) })
  if (state !== 'open' && state !== 'stale') return [title, text(total)]
  return [title, text([...total, ' · ', ...say('deal.list-weighted', { weighted: say.money(weightedSum(byStage, request)) })])]
}

/** Σ amount × probability of the stage, exact and rounded once, halves up. */
const weightedSum = (byStage: readonly StageSum[], { workspace }: Request) =>
  money(
    divideHalfUp(
      byStage.reduce((all, { stage, sum }) => all + sum * BigInt(probabilityOf(stage, workspace.rules)), 0n),
      100n,
    ),
    workspace.currency,
  )

/** A deal's line, with what matters in that list. */
function listedDeal(deal: Deal, { state }: Pick<DealList, 'state'>, request: Request): readonly Span[] {
  const { say, today, workspace } = request
  if (state === 'won') return dealLine(deal, request)
  const parts = [deal.customer, say.money(deal.amount, 'brief')]
  if (state === 'lost') parts.push(spokenDay(deal.closedOn, request), reasonText(deal, say))
  else {
    const overdue = deal.closedOn < today
    const silent = daysBetween(dayOf(deal.touchedAt, workspace.timeZone), today)
    parts.push(deal.stage ?? '', say.plain(overdue ? 'deal.list-overdue' : 'deal.list-closes', { day: spokenDay(deal.closedOn, request) }))
    if (state === 'stale' && silent >= workspace.rules.stuckDays) parts.push(say.plain('deal.list-untouched', { days: silent }))
  }
  const shown = parts.filter(Boolean).join(' · ')
  return [{ kind: 'bold', spans: [`#${deal.number}`] }, deal.customer ? ` ${shown}` : ` · ${shown}`]
}

/** `#412 Acme · $5,000 · today` */
export const dealLine = (deal: Deal, request: Pick<Request, 'today' | 'say'>): readonly Span[] => [
  { kind: 'bold', spans: [`#${deal.number}`] },
  `${deal.customer ? ` ${deal.customer}` : ''} · ${request.say.money(deal.amount, 'brief')} · ${spokenDay(deal.closedOn, request)}`,
]
