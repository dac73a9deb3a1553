// What each section of an agenda says, with as much of the amounts as its readers may see.
import type { Workspace } from '../conversation/people.ts'
import type { Deal } from '../deals/deal.ts'
import { excerpt } from '../deals/story.ts'
import type { Say } from '../languages/say.ts'
import { money } from '../vocabulary/money.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { shownAmount, showsShares } from '../workspaces/amount-policy.ts'
import type { Agenda } from './agenda.ts'
import type { AgendaItem } from './agenda-item.ts'
import type { Reader } from './item-text.ts'
import type { Section } from './meeting.ts'

export interface Showing {
  readonly say: Say
  readonly policy: AmountPolicy
  readonly workspace: Pick<Workspace, 'currency'>
}

/** A section with something in it: a line, or items one under the other. */
export interface Spoken {
  readonly section: Section
  /** Empty where it has items. */
  readonly line: string
  readonly items: readonly AgendaItem[]
}

/** So many things stand in one line, so many reasons, and so much of a story, in characters. */
const inLine = 4
const reasonsInLine = 6
const ofStory = 160

export const readerOf = ({ meeting, people }: Agenda, { say }: Pick<Showing, 'say'>): Reader => ({ say, day: meeting.day, people })

/** The sections that have something in them, in the order of the meeting. */
export function spoken(agenda: Agenda, showing: Showing): readonly Spoken[] {
  const { items } = agenda
  const of = (section: Section): Spoken | undefined => {
    if (section === 'actions' || section === 'topics') {
      const kind = section === 'actions' ? 'action' : 'topic'
      const own = items.filter((item) => item.kind === kind)
      return own.length > 0 ? { section, line: '', items: own } : undefined
    }
    const line = lines[section](agenda, showing)
    return line !== '' ? { section, line, items: [] } : undefined
  }
  return agenda.meeting.minutes.order.flatMap((section) => of(section) ?? [])
}

/** Nothing was won or lost, slipped, is stuck or is to close: there is nothing to talk about but what people put on the agenda. */
export const isQuiet = ({ events, stuck }: Agenda): boolean =>
  events.wins.count + events.closing.count + events.slips.count + events.losses.length + stuck.count === 0

/** Empty: there is nothing to say. */
type Line = (agenda: Agenda, showing: Showing) => string

/** An amount; undefined where none may be shown, or none is known. */
function amountOf(minor: bigint, { score }: Agenda, { say, policy, workspace }: Showing): string | undefined {
  const share = score.target === undefined ? undefined : Number(minor) / Number(score.target)
  return minor === 0n ? undefined : shownAmount(money(minor, workspace.currency), policy, say, share)
}

/** `2 deals, $20,000: Globex …`. */
const colon = (first: string, second: string, { say }: Showing): string => say.plain('agenda.colon', { first, second })

/** `5 deals, $31,000`. */
function together(
  key: 'agenda.wins' | 'agenda.deals' | 'agenda.slipped',
  { count, sum }: { readonly count: number; readonly sum: bigint },
  ...[agenda, showing]: Parameters<Line>
): string {
  const amount = amountOf(sum, agenda, showing)
  const what = showing.say.plain(key, { count })
  return amount === undefined ? what : showing.say.plain('agenda.comma', { first: what, second: amount })
}

const customerOf = ({ customer, number }: Deal): string => customer || `#${number}`

/** The first few, and how many more there are. */
function few(parts: readonly string[], count: number, { say }: Showing): string {
  const shown = parts.slice(0, inLine)
  return [...shown, ...(count > shown.length ? [say.plain('agenda.more', { count: count - shown.length })] : [])].join(' · ')
}

const scoreLine: Line = (agenda, showing) => {
  const { score } = agenda
  const { say, policy, workspace } = showing
  if (!showsShares(policy)) return ''
  const { reached, target, period, lastWeek } = score
  const share = target === undefined ? undefined : say.percent(Number(reached) / Number(target))
  const values = {
    reached: amountOf(reached, agenda, showing) ?? say.money(money(0n, workspace.currency), 'brief'),
    period: say.period(period),
  }
  const parts: string[] = []
  if (policy === 'percent') {
    if (share !== undefined) parts.push(say.plain('agenda.score-share', { share, period: values.period }))
  } else if (target === undefined || share === undefined) {
    if (reached > 0n) parts.push(say.plain('agenda.score-plain', values))
  } else parts.push(say.plain('agenda.score', { ...values, target: amountOf(target, agenda, showing) ?? '', share }))
  const plan = lastWeek.plan === undefined ? undefined : amountOf(lastWeek.plan, agenda, showing)
  const won = amountOf(lastWeek.won, agenda, showing) ?? say.plain('agenda.nothing')
  if (parts.length > 0)
    parts.push(plan === undefined ? say.plain('agenda.last-week', { won }) : say.plain('agenda.last-week-plan', { won, plan }))
  return parts.join(' · ')
}

const winsLine: Line = (agenda, showing) => {
  const { events, speaker, stories, people } = agenda
  const { wins } = events
  if (wins.count === 0) return ''
  const theirs = wins.deals.filter(({ owner }) => owner === speaker)
  const told = theirs.find(({ number }) => stories.has(number)) ?? theirs[0]
  const others = wins.deals.filter((deal) => deal !== told)
  const named = (deal: Deal) =>
    colon(
      people.get(deal.owner)?.name ?? '',
      [customerOf(deal), amountOf(deal.amount.minor, agenda, showing)].filter(Boolean).join(' '),
      showing,
    )
  const story = told && stories.get(told.number)
  const parts = others.map(named)
  const { say } = showing
  const speaks = speaker === undefined ? '' : ` (${say.plain('agenda.tells', { name: people.get(speaker)?.name ?? '' })})`
  const first = told && `${named(told)}${story === undefined ? '' : ` — ${excerpt(story.replace(/\s+/g, ' '), ofStory)}`}${speaks}`
  const shown = few(first === undefined ? parts : [first, ...parts], wins.count, showing)
  const all = together('agenda.wins', wins, agenda, showing)
  // Nobody of those who won wants to stand out: their wins are counted all the same.
  if (wins.deals.length === 0) return all
  return wins.count > 1 || first === undefined ? colon(all, shown, showing) : shown
}

const closingLine: Line = (agenda, showing) => {
  const { closing, slips } = agenda.events
  const { say } = showing
  const withAmount = (deal: Deal) => [customerOf(deal), amountOf(deal.amount.minor, agenda, showing)].filter(Boolean).join(' ')
  const due = closing.deals.map((deal) => `${withAmount(deal)} ${say.day(deal.closedOn)}`)
  const late = slips.slips.map(
    ({ deal, was }) =>
      `${withAmount(deal)} ${
        deal.closedOn > was ? `${say.day(was)} → ${say.day(deal.closedOn)}` : say.plain('agenda.was-due', { day: say.day(was) })
      }`,
  )
  // Of one its amount stands beside its name.
  const slipped = slips.count > 1 ? together('agenda.slipped', slips, agenda, showing) : say.plain('agenda.slipped', { count: slips.count })
  const parts = [
    ...(closing.count > 1 ? [colon(together('agenda.deals', closing, agenda, showing), few(due, closing.count, showing), showing)] : due),
    ...(slips.count > 0 ? [colon(slipped, few(late, slips.count, showing), showing)] : []),
  ]
  return parts.join('\n')
}

const stuckLine: Line = ({ stuck }, showing) => {
  if (stuck.count === 0) return ''
  const { say } = showing
  const parts = stuck.deals.map(({ deal, days, typical }) => {
    const usually = typical === undefined ? '' : ` (${say.plain('pipeline.typical-short', { days: typical })})`
    const since = say.plain('pipeline.stuck-for', { stage: deal.stage ?? '', days })
    return `${say.plain('agenda.comma', { first: customerOf(deal), second: since })}${usually}`
  })
  return few(parts, stuck.count, showing)
}

const lossesLine: Line = (agenda, showing) => {
  const { losses } = agenda.events
  if (losses.length === 0) return ''
  const count = losses.reduce((all, loss) => all + loss.count, 0)
  const sum = losses.reduce((all, loss) => all + loss.sum, 0n)
  const { say } = showing
  const first = losses.slice(0, reasonsInLine)
  const others = count - first.reduce((all, loss) => all + loss.count, 0)
  const reasons = [
    ...first.map((loss) => `${loss.reason || say.plain('deal.reason-unsaid')} ${loss.count}`),
    ...(others > 0 ? [say.plain('agenda.more', { count: others })] : []),
  ]
  const all = reasons.reduce((one, other) => say.plain('agenda.comma', { first: one, second: other }))
  return colon(together('agenda.deals', { count, sum }, agenda, showing), all, showing)
}

const lines: Readonly<Record<Exclude<Section, 'actions' | 'topics'>, Line>> = {
  score: scoreLine,
  wins: winsLine,
  closing: closingLine,
  stuck: stuckLine,
  losses: lossesLine,
}
