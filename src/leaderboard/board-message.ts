// How a board reads: what all of them reached together, then the first ten with their places.
import type { Workspace } from '../conversation/people.ts'
import { counted, metricName } from '../languages/counted.ts'
import type { Say } from '../languages/say.ts'
import type { Button, Message, Span } from '../message/message.ts'
import { buttons, headline, list, message, quiet, text } from '../message/write.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { money } from '../vocabulary/money.ts'
import { type Period, type PeriodKind, periodKey, periodOf } from '../vocabulary/period.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { shownAmount, showsShares } from '../workspaces/amount-policy.ts'
import type { Board, BoardTopic, Entry } from './board.ts'
import { boardKey } from './board-key.ts'
import type { Ranked } from './ranking.ts'

/** How many of a board are shown. */
export const shownPlaces = 10

export interface Shown {
  readonly workspace: Workspace
  readonly say: Say
  readonly policy: AmountPolicy
  /** Weeks in a row with a win, of those who are shown. */
  readonly streaks: ReadonlyMap<MemberId, number>
}

/** A value of the board's metric. Undefined where the policy keeps it back: money alone is kept back, as calls and deals are no amounts. */
export function boardValue(
  value: bigint,
  { metric }: Pick<BoardTopic, 'metric'>,
  { workspace, say, policy }: Omit<Shown, 'streaks'>,
): string | undefined {
  return metric === 'revenue' ? shownAmount(money(value, workspace.currency), policy, say) : counted(metric, value, say)
}

export function boardMessage(board: Board, shown: Shown, under: readonly Button[]): Message {
  const { say } = shown
  const { topic, entries, measure } = board
  const name = board.name ?? say.plain('progress.company')
  const title = headline(`🏁 ${[name, say.period(topic.period), metricName(topic.metric, say)].join(' · ')}`)
  const whole = wholeLine(board, shown)
  const more = entries.length - shownPlaces
  const unmeasured = topic.order === 'attainment' ? entries.filter(({ target }) => target === undefined).length : 0
  const other = measure !== topic.period && showsShares(shown.policy) && board.best.length > 0
  return message(
    title,
    whole !== '' && text(whole),
    entries.length === 0
      ? text(say('board.quiet', { period: say.period(topic.period) }))
      : list(entries.slice(0, shownPlaces).map((entry) => line(entry, board, shown))),
    more > 0 && text(say('board.more', { count: more })),
    other && topic.order === 'value' && text(`${say.period(measure)}: ${attained(board, say)}`),
    other && entries.length > 0 && quiet(say('board.measured', { period: say.period(measure) })),
    unmeasured > 0 && quiet(say('board.without', { count: unmeasured, period: say.period(measure) })),
    under.length > 0 && buttons(...under),
  )
}

/** `$212,400 · 81 % of the target, 3 points ahead of plan`. */
function wholeLine(board: Board, shown: Shown): string {
  const { say, policy } = shown
  const { value, course, measure, topic } = board
  const parts = [boardValue(value, topic, shown)]
  if (course.attainment !== undefined && showsShares(policy)) {
    const share = say.plain('board.of-target', { share: say.percent(course.attainment), period: say.period(measure) })
    parts.push([share, planned(course, say)].filter((part) => part !== undefined).join(', '))
  }
  return parts.filter((part) => part !== undefined).join(' · ')
}

/** `3 points ahead of plan`; undefined where there is no plan to be ahead of. */
export function planned({ attainment, expectedShare }: Board['course'], say: Say): string | undefined {
  if (attainment === undefined || expectedShare === undefined) return undefined
  const points = Math.round(100 * (attainment - expectedShare))
  if (points === 0) return say.plain('board.on-plan')
  return say.plain(points > 0 ? 'board.ahead' : 'board.behind', { points: Math.abs(points) })
}

/** `1 ▲2 Sam Ortiz · $18,300 · 76 % · 🔥 3 weeks`. People are named, not pinged. `share`: how a share is written, if not as it is. */
export function line(
  entry: Ranked<Entry>,
  { topic }: Board,
  shown: Shown,
  share: (attainment: number) => string = shown.say.percent,
): readonly Span[] {
  const { say, policy, streaks } = shown
  const streak = streaks.get(entry.member.id) ?? 0
  const facts = [
    boardValue(entry.value, topic, shown),
    entry.attainment !== undefined && showsShares(policy) ? share(entry.attainment) : undefined,
    streak > 1 ? say.plain('board.streak', { weeks: streak }) : undefined,
    entry.improved ? say.plain('board.most-improved') : undefined,
  ].filter((part) => part !== undefined)
  const rank = entry.rank === undefined ? '–' : String(entry.rank)
  return [{ kind: 'bold', spans: [rank] }, ` ${arrow(entry.moved, say)}${entry.name}${facts.length > 0 ? ` · ${facts.join(' · ')}` : ''}`]
}

function arrow(moved: Entry['moved'], say: Say): string {
  if (moved === undefined) return ''
  if (moved === 'new') return `(${say.plain('board.new')}) `
  return moved === 0 ? '= ' : `${moved > 0 ? '▲' : '▼'}${Math.abs(moved)} `
}

/** `Kim Lund 92 % · Sam Ortiz 76 %`. */
export const attained = ({ best }: Board, say: Say): string =>
  best.map(({ name, attainment }) => `${name} ${say.percent(attainment)}`).join(' · ')

const periodButtons = { week: 'button.this-week', month: 'button.this-month', quarter: 'button.this-quarter' } as const

/** What can be asked for under a board. `postable`: it can be shown to the channel. */
export function boardButtons(
  topic: BoardTopic,
  {
    workspace,
    today,
    say,
    postable,
  }: { readonly workspace: Workspace; readonly today: LocalDate; readonly say: Say; readonly postable: boolean },
): readonly Button[] {
  const open = (label: string, other: Partial<BoardTopic>): Button => ({
    label,
    action: 'show-board',
    value: boardKey({ ...topic, ...other }),
  })
  const isShown = (period: Period) => periodKey(period) === periodKey(topic.period)
  const kinds: readonly (PeriodKind & keyof typeof periodButtons)[] = ['week', 'month', 'quarter']
  const periods = kinds
    .map((kind) => ({ kind, period: periodOf(kind, today, workspace.calendar) }))
    .filter(({ period }) => !isShown(period))
  return [
    positionButton(topic, say),
    topic.order === 'value'
      ? open(say.plain('button.by-percent'), { order: 'attainment' })
      : open(say.plain('button.by-value'), { order: 'value' }),
    ...periods.map(({ kind, period }) => open(say.plain(periodButtons[kind]), { period })),
    ...(postable ? [{ label: say.plain('button.post-here'), action: 'post-board', value: boardKey(topic) }] : []),
  ]
}

export const positionButton = (topic: BoardTopic, say: Say): Button => ({
  label: say.plain('button.my-position'),
  action: 'show-position',
  value: boardKey(topic),
})
