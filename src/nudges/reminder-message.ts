// How the reminder reads: what was not heard of, the deals whose day has passed, and the buttons that mend it. Short and kind.
import type { Deal } from '../deals/deal.ts'
import { aboutDeal } from '../deals/deal-button.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import { daysBetween, type LocalDate } from '../vocabulary/local-date.ts'
import type { ActivityKind } from '../vocabulary/metrics.ts'
import { logLine } from './log-line.ts'
import type { Reminder } from './reminder.ts'

/** So many late deals are named, and so many of them have a button. */
export const shownDeals = 5
const dealsWithButton = 3
/** A customer's name on a button, in characters. */
const longestOnButton = 24

export interface Reminded extends Reminder {
  readonly member: { readonly id: MemberId; readonly name: string }
  /** Of the late ones the longest overdue, `shownDeals` at most. */
  readonly deals: readonly Deal[]
  /** On which it is said. */
  readonly day: LocalDate
  /** What the workspace counts beside deals. */
  readonly kinds: readonly ActivityKind[]
}

/** From so many days on a day is said with its year. */
const longAgo = 90

/** `Tue 10 Nov` */
const spoken = (since: LocalDate, day: LocalDate, say: Say): string =>
  daysBetween(since, day) < longAgo ? say.day(since) : say.date(since)

export function reminderMessage(reminded: Reminded, say: Say): Message {
  const { member, silentSince, late, deals, day } = reminded
  const [kind] = reminded.kinds
  const name = member.name.split(/\s+/)[0] || member.name // as people are spoken to
  const isLate = deals.length > 0
  return message(
    headline(
      silentSince === undefined
        ? say('reminder.late', { name, count: late })
        : silentSince === 'never'
          ? say('reminder.never', { name })
          : say('reminder.silent', { name, date: spoken(silentSince, day, say) }),
    ),
    silentSince !== undefined && text(say('reminder.how', { example: kind === undefined ? '/deal won 5000 Acme' : logLine(kind) })),
    isLate && silentSince !== undefined && text(say('reminder.late-too', { count: late })),
    ...lateNodes(reminded, say),
    buttons({ label: say.plain('button.log-deal'), action: 'log-deal', value: String(member.id) }, away(member.id, say)),
    quiet(say('reminder.private', { example: '/dealbell nudges off' })),
  )
}

const away = (member: MemberId, say: Say): Button => ({ label: say.plain('button.away'), action: 'say-away', value: String(member) })

function lateNodes({ late, deals }: Reminded, say: Say): readonly Node[] {
  if (deals.length === 0) return []
  const more = late - deals.length
  return [
    list(deals.map((deal) => lateLine(deal, say))),
    ...(more > 0 ? [text(say('reminder.more', { count: more, example: '/deal list stale' }))] : []),
    buttons(
      ...deals.slice(0, dealsWithButton).map(
        (deal, index): Button => ({
          label: say.plain('button.update-deal', { name: shortName(deal) }),
          action: 'update-deal',
          value: aboutDeal(deal),
          ...(index === 0 ? { style: 'primary' } : {}),
        }),
      ),
    ),
  ]
}

/** `#42 Globex · $12,000 · proposal · should have closed 12 Nov 2026` */
function lateLine({ number, customer, amount, stage, closedOn }: Deal, say: Say): readonly Span[] {
  const worth = amount.minor > 0n ? say.money(amount, 'brief') : ''
  const parts = [customer, worth, stage ?? '', say.plain('deal.list-overdue', { day: say.date(closedOn) })]
  return [{ kind: 'bold', spans: [`#${number}`] }, `${customer ? ' ' : ' · '}${parts.filter(Boolean).join(' · ')}`]
}

function shortName({ customer, number }: Deal): string {
  const letters = [...(customer || `#${number}`)]
  return letters.length > longestOnButton ? `${letters.slice(0, longestOnButton - 1).join('')}…` : letters.join('')
}
