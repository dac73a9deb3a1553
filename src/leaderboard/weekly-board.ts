// What the board of a week is made of: the week's places, and how the quarter stands to date.
import type { Workspace } from '../conversation/people.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import { nextPeriod, periodOf } from '../vocabulary/period.ts'
import { type Board, type BoardNeeds, boardOf } from './board.ts'
import type { LeaderboardStore } from './leaderboard-store.ts'
import { streaksOn } from './show-board.ts'

export interface WeeklyBoard {
  readonly week: Board
  /** Of the quarter, to date. */
  readonly quarter: Board
  readonly streaks: ReadonlyMap<MemberId, number>
  /** Of a week in which nothing was won: the open deals that should close in the next one. */
  readonly next: { readonly count: number; readonly minor: bigint } | undefined
}

export type WeeklyNeeds = BoardNeeds & { readonly leaderboards: Pick<LeaderboardStore, 'wonDays' | 'closing'> }

/** The company's week as of a day in it. */
export async function weeklyBoard(workspace: Workspace, day: LocalDate, needs: WeeklyNeeds): Promise<WeeklyBoard | undefined> {
  const { calendar } = workspace
  const board = (kind: 'week' | 'quarter') =>
    boardOf({ metric: 'revenue', period: periodOf(kind, day, calendar), team: undefined, order: 'value' }, { workspace, today: day }, needs)
  const week = await board('week')
  if (!week) return undefined
  const [quarter, streaks, next] = await Promise.all([
    // A week is mostly measured by the quarter's targets: then its board knows of the quarter all that is said of it.
    week.measure.kind === 'quarter' && week.best.length > 0 ? week : board('quarter'),
    streaksOn(week, workspace, day, needs),
    week.value === 0n ? needs.leaderboards.closing(workspace.id, nextPeriod(week.topic.period, calendar)) : undefined,
  ])
  return quarter && { week, quarter, streaks, next }
}
