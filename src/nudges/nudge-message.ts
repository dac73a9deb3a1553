// How a nudge reads: the news first, one next step, and ways to answer. Kind, about nobody else, and for their eyes only.
import type { Member } from '../conversation/people.ts'
import { aboutDeal } from '../deals/deal-button.ts'
import { counted, metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Node, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import { today as dayOf, daysBetween } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import { periodKey } from '../vocabulary/period.ts'
import { logLine } from './log-line.ts'
import type { Chance, Rate } from './next-step.ts'
import { snoozeValue } from './nudge-button.ts'
import type { Behind, Standing } from './standing.ts'

/** After so many days without a change a deal is said to have had none. */
const silentDays = 7
/** A customer's name on a button, in characters. */
const longestOnButton = 24

export function nudgeMessage(behind: Behind, say: Say): Message {
  return message(
    headline(headlineOf(behind, say)),
    ...stepNodes(behind, say),
    buttons(...buttonsOf(behind, say)),
    quiet(say('nudge.private', { example: '/dealbell nudges off' })),
  )
}

function headlineOf(behind: Behind, say: Say): readonly Span[] {
  const values = { name: firstName(behind.member), ...figuresOf(behind, say) }
  return say(behind.metric === 'revenue' ? 'nudge.standing' : 'nudge.standing-count', values)
}

/** Where they are, how much of the period is gone, what is to go, and the working days left: for the nudge and for what a manager is asked. */
export const figuresOf = ({ course, period, gap, metric, workspace }: Omit<Standing, 'member' | 'today'>, say: Say) => ({
  share: say.percent(course.attainment ?? 0),
  period: say.period(period),
  gone: say.percent(course.expectedShare ?? 0),
  gap: metric === 'revenue' ? say.money(money(gap, workspace.currency), 'brief') : counted(metric, gap, say),
  days: course.left,
})

/** As people are spoken to: the first word of the name. */
export const firstName = ({ name }: Pick<Member, 'name'>): string => name.split(/\s+/)[0] || name

function stepNodes(behind: Behind, say: Say): readonly Node[] {
  if (behind.rate) return rateNodes(behind, behind.rate, say)
  const { step, workspace, period, gap, course, metric } = behind
  const brief = (minor: bigint) => say.money(money(minor, workspace.currency), 'brief')
  const { chances, rest } = step
  const count = chances.length
  const deals = list(chances.map((chance) => chanceLine(chance, behind, say)))
  if (step.closes) return [text(say('nudge.closes', { count })), deals]
  const isMoney = metric === 'revenue'
  const nodes: Node[] =
    count === 0
      ? [text(say('nudge.no-deals', { date: say.date(period.to) }))]
      : [text(isMoney ? say('nudge.helps', { count, sum: brief(step.sum), gap: brief(gap) }) : say('nudge.helps-count', { count })), deals]
  if (step.isMuch) nodes.push(text(say('nudge.much', { days: course.left })))
  else if (rest && isMoney) {
    const values = { typical: brief(rest.typical), count: rest.deals }
    nodes.push(text(count > 0 ? say('nudge.rest', values) : say('nudge.typical', values)))
  } else if (rest && count > 0) nodes.push(text(say('nudge.rest-count', { count: rest.deals, example: '/deal open 5000 Acme' })))
  else if (count === 0) nodes.push(text(say('nudge.open-one', { example: '/deal open 5000 Acme' })))
  if (step.activity) {
    const { kind, perWin, count: many } = step.activity
    nodes.push(text(say('nudge.activity', { perWin: say.number(perWin), kind: metricName(kind, say), count: counted(kind, many, say) })))
  }
  return nodes
}

/** What of an activity a day would close it, and the line that counts what was not logged. */
function rateNodes({ metric, course, gap, period }: Behind, { aDay, isMuch }: Rate, say: Say): readonly Node[] {
  const log = text(say('nudge.log-them', { example: logLine(metric) }))
  if (isMuch) return [text(say('nudge.much', { days: course.left })), log]
  if (aDay === undefined) return [log]
  const isFew = gap < course.left
  const step = isFew
    ? say('nudge.few', { count: counted(metric, gap, say), date: say.date(period.to) })
    : say('nudge.a-day', { days: course.left, count: counted(metric, aDay, say) })
  return [text(step), log]
}

/** `#42 Stark · $2,500 · proposal · no update for 9 days` */
function chanceLine({ deal, minor }: Chance, { today, workspace }: Pick<Behind, 'today' | 'workspace'>, say: Say): readonly Span[] {
  const silent = daysBetween(dayOf(deal.touchedAt, workspace.timeZone), today)
  const parts = [
    minor > 0n ? say.money(money(minor, workspace.currency), 'brief') : '',
    deal.stage ?? '',
    deal.closedOn < today ? say.plain('deal.list-overdue', { day: say.date(deal.closedOn) }) : '',
    silent >= silentDays ? say.plain('deal.list-untouched', { days: silent }) : '',
  ]
  const customer = deal.customer ? ` ${deal.customer}` : ''
  return [{ kind: 'bold', spans: [`#${deal.number}`] }, `${customer} · ${parts.filter(Boolean).join(' · ')}`]
}

function buttonsOf({ member, period, step }: Behind, say: Say): readonly Button[] {
  const own = String(member.id)
  const [stalest] = [...(step?.chances ?? [])].sort((a, b) => a.deal.touchedAt - b.deal.touchedAt || a.deal.number - b.deal.number)
  return [
    { label: say.plain('button.log-deal'), action: 'log-deal', value: own, style: 'primary' },
    ...(stalest
      ? [{ label: say.plain('button.update-deal', { name: shortName(stalest) }), action: 'move-deal', value: aboutDeal(stalest.deal) }]
      : []),
    { label: say.plain('button.ask-my-manager'), action: 'ask-for-help', value: own },
    {
      label: say.plain('button.snooze'),
      action: 'snooze-nudges',
      value: snoozeValue({ member: member.id, until: 'week', period: periodKey(period) }),
    },
    { label: say.plain('button.away'), action: 'say-away', value: own },
  ]
}

function shortName({ deal }: Chance): string {
  const letters = [...(deal.customer || `#${deal.number}`)]
  return letters.length > longestOnButton ? `${letters.slice(0, longestOnButton - 1).join('')}…` : letters.join('')
}
