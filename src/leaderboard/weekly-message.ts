// How the board of a week reads: what all of them reached, who stands where, and the quarter's best. Pure.
import type { Workspace } from '../conversation/people.ts'
import type { Say } from '../languages/say.ts'
import type { Message, Node } from '../message/message.ts'
import { buttons, headline, list, message, text } from '../message/write.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { showsShares } from '../workspaces/amount-policy.ts'
import type { Board } from './board.ts'
import { attained, boardValue, line, planned, positionButton, type Shown, shownPlaces } from './board-message.ts'
import type { WeeklyBoard } from './weekly-board.ts'

export function weeklyMessage(
  weekly: WeeklyBoard,
  { workspace, say, policy }: { readonly workspace: Workspace; readonly say: Say; readonly policy: AmountPolicy },
  picture: Node | undefined,
): Message {
  const { week, quarter, streaks, next } = weekly
  const shown: Shown = { workspace, say, policy, streaks }
  const { entries, topic } = week
  const begin = `🏁 ${weekName(week, say)} · `
  const reached = reachedLine(quarter, shown)
  const value = boardValue(week.value, topic, shown)
  const total = value === undefined ? undefined : say.plain('board.week-total', { value })
  // A quarter that began in this week, and in which nothing is won yet, is no news beside what the week brought.
  const isNew = quarter.reached === 0n
  const best = bestLine(quarter, shown)
  const more = entries.length - shownPlaces
  return message(
    headline(begin + (next ? quietWeek(next, week, shown) : isNew && total !== undefined ? total : reached)),
    next && !isNew && text(reached),
    !next && !isNew && total !== undefined && text(total),
    picture,
    entries.length > 0 && list(entries.slice(0, shownPlaces).map((entry) => line(entry, week, shown, shareWords(week, shown, entry)))),
    more > 0 && text(say('board.more', { count: more })),
    best !== undefined && text(best),
    buttons(positionButton(topic, say)),
  )
}

/** `Week 47`. */
export const weekName = ({ topic }: Board, say: Say): string => say.plain('board.week', { week: topic.period.index })

/** `North reached $212,400: 81 % of Q4 2026, 3 points ahead of plan`; less where the channel is to see less, or there is no target. */
function reachedLine(board: Board, shown: Shown): string {
  const { say, policy } = shown
  const name = board.name ?? say.plain('progress.company')
  const period = say.period(board.measure)
  const value = boardValue(board.reached, board.topic, shown)
  const { attainment } = board.course
  if (attainment === undefined || !showsShares(policy))
    return value === undefined ? name : say.plain('board.reached', { name, value, period })
  const share = say.percent(attainment)
  const said =
    value === undefined
      ? say.plain('board.at-share', { name, share, period })
      : say.plain('board.reached-share', { name, value, share, period })
  return [said, planned(board.course, say)].filter((part) => part !== undefined).join(', ')
}

/** `A quiet week: nothing closed. 12 deals worth $48,000 are due next week.` How many there are is no amount. */
function quietWeek({ count, minor }: NonNullable<WeeklyBoard['next']>, { topic }: Board, shown: Shown): string {
  const { say } = shown
  const worth = boardValue(minor, topic, shown)
  if (count === 0) return say.plain('board.quiet-week')
  return worth === undefined ? say.plain('board.quiet-week-count', { count }) : say.plain('board.quiet-week-worth', { count, worth })
}

/** The first share that is shown says what it is of. */
function shareWords(week: Board, { say }: Shown, entry: Board['entries'][number]): (attainment: number) => string {
  const first = week.entries.find(({ attainment }) => attainment !== undefined)
  if (entry !== first || week.measure === week.topic.period) return say.percent
  return (attainment) => say.plain('board.share-of', { share: say.percent(attainment), period: say.period(week.measure) })
}

/** `Q4 2026: Kim 92 % · Sam 76 % · Noor 71 %`, or by what they reached where nobody has a target. Undefined where nothing may be said. */
function bestLine(quarter: Board, shown: Shown): string | undefined {
  const { say, policy } = shown
  if (quarter.best.length > 0) return showsShares(policy) ? `${say.period(quarter.measure)}: ${attained(quarter, say)}` : undefined
  // Without targets the board of the quarter is measured by itself.
  if (quarter.topic.period !== quarter.measure) return undefined
  const values = quarter.entries.slice(0, 3).map(({ name, value }) => ({ name, value: boardValue(value, quarter.topic, shown) }))
  if (values.length === 0 || values.some(({ value }) => value === undefined)) return undefined
  return `${say.period(quarter.measure)}: ${values.map(({ name, value }) => `${name} ${value}`).join(' · ')}`
}
