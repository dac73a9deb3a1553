// How the private answers about deals read.
import type { Member } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node, Span } from '../message/message.ts'
import { buttons, headline, message, quiet } from '../message/write.ts'
import { addDays, type LocalDate } from '../vocabulary/local-date.ts'
import { type Period, periodOf } from '../vocabulary/period.ts'
import type { Deal, DealEvent } from './deal.ts'
import { dealButtons } from './deal-button.ts'
import { changedFacts } from './deal-changes.ts'
import type { Standing } from './deal-store.ts'
import { creditIn, standingNodes } from './standing-line.ts'

interface Told {
  readonly deal: Deal
  readonly owner: Member
  readonly standing: Standing
  readonly request: Request
}

/** `$5,000.00 · Acme · today (Q4 2026, week 47)`: the amount as read, the customer, the day and the period it counts in. */
function gist(deal: Deal, { say, today, workspace }: Request): readonly Span[] {
  const day = listedDay(deal.closedOn, { today, say })
  const quarter = say.period(periodOf('quarter', deal.closedOn, workspace.calendar))
  const week = periodOf('week', deal.closedOn, workspace.calendar).index
  return [
    { kind: 'bold', spans: [say.money(deal.amount)] },
    ...(deal.customer ? [` · ${deal.customer}`] : []),
    ...say('deal.counts-in', { day, quarter, week }),
  ]
}

/** Whose deal it is, if not the speaker's own. */
const nameFor = (owner: Member, { speaker }: Request): string | undefined => (owner.id === speaker.id ? undefined : owner.name)

/** The private echo of a win. */
export function winEcho({ deal, owner, sharing, standing, request }: Told & { readonly sharing: readonly Sharing[] }): Message {
  const { say } = request
  const name = nameFor(owner, request)
  const after = standing.actual + creditIn(deal, owner.id, standing.period)
  return message(
    headline(
      name === undefined
        ? say('deal.won', { number: deal.number, gist: gist(deal, request) })
        : say('deal.won-for', { number: deal.number, gist: gist(deal, request), name }),
    ),
    extras(deal, sharing, say),
    ...standingNodes({ standing, after, owner, name }, request),
    buttons(...dealButtons(deal, say)),
  )
}

interface Sharing {
  readonly who: Member
  readonly basisPoints: number
}

/** Note, tags and splits, as they were read. */
function extras(deal: Deal, sharing: readonly Sharing[], say: Say): Node | undefined {
  const parts = [
    ...sharing.map(({ who, basisPoints }) => say.plain('deal.shared-with', { name: who.name, share: shareOf(basisPoints, say) })),
    ...(deal.note ? [say.plain('deal.note', { note: deal.note })] : []),
    ...deal.tags.map((tag) => `#${tag}`),
  ]
  return parts.length > 0 ? quiet(parts.join(' · ')) : undefined
}

/** Hundredths of a percent as people write them: 30 %, 12.5 %. */
export const shareOf = (basisPoints: number, say: Say): string =>
  basisPoints % 100 === 0 ? say.percent(basisPoints / 10_000) : `${say.number(basisPoints / 100)}\u00a0%`

/** The echo of an undo, a redo or an edit; without an event: nothing was changed. */
export function changeEcho({ deal, owner, standing, request, event }: Told & { readonly event: DealEvent | undefined }): Message {
  const { say } = request
  const moved = event ? creditIn(event.after, owner.id, standing.period) - creditIn(event.before, owner.id, standing.period) : 0n
  const name = nameFor(owner, request)
  return message(
    headline(say(event ? changeKey(event) : 'deal.unchanged', { number: deal.number, gist: gist(deal, request) })),
    event && event.kind !== 'won' && differences(event, say),
    ...standingNodes({ standing, after: standing.actual + moved, owner, name }, request),
    buttons(...dealButtons(deal, say)),
  )
}

function changeKey({ kind, after }: DealEvent) {
  if (after.state === 'withdrawn') return 'deal.undone' as const
  if (kind === 'edited') return 'deal.edited' as const
  return kind === 'redone' ? ('deal.redone' as const) : ('deal.edit-undone' as const)
}

/** `amount $5,000.00 → $5,500.00 · customer Acme → Acme Corp`; undefined when only the state changed. */
export function differences({ before, after }: DealEvent, say: Say): Node | undefined {
  if (!before) return undefined
  const arrow = (from: string, to: string) => `${from || '–'} → ${to || '–'}`
  const said: Partial<Record<string, string>> = {
    amount: arrow(say.money(before.amount), say.money(after.amount)),
    customer: arrow(before.customer, after.customer),
    closedOn: arrow(say.date(before.closedOn), say.date(after.closedOn)),
    note: arrow(before.note, after.note),
  }
  const parts = changedFacts(before, after).flatMap((fact) => said[fact] ?? [])
  return parts.length > 0 ? quiet(parts.join(' · ')) : undefined
}

/** The deal is not any more what the person saw when they pressed. */
export const changedSince = ({ deal, owner, standing, request }: Told): Message =>
  message(
    headline(
      request.say(deal.state === 'withdrawn' ? 'deal.withdrawn-meanwhile' : 'deal.changed-meanwhile', {
        number: deal.number,
        gist: gist(deal, request),
      }),
    ),
    ...standingNodes({ standing, after: standing.actual, owner, name: nameFor(owner, request) }, request),
    buttons(...dealButtons(deal, request.say)),
  )

export interface DealPage {
  readonly deals: readonly Deal[]
  readonly count: number
  /** Minor units. */
  readonly sum: bigint
  readonly period: Period | undefined
  readonly skip: number
  readonly pageLength: number
}

/** A day as a list says it. */
export const listedDay = (day: LocalDate, { today, say }: Pick<Request, 'today' | 'say'>): string =>
  day === today ? say.plain('day.today') : day === addDays(today, -1) ? say.plain('day.yesterday') : say.date(day)
