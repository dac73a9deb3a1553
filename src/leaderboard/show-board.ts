// A board as an answer to one person, and as a post in a channel.
import type { Workspace } from '../conversation/people.ts'
import type { Request } from '../conversation/request.ts'
import type { Say } from '../languages/say.ts'
import type { Message } from '../message/message.ts'
import type { MemberId } from '../vocabulary/ids.ts'
import type { LocalDate } from '../vocabulary/local-date.ts'
import type { AmountPolicy } from '../vocabulary/rules.ts'
import { type Board, type BoardNeeds, type BoardTopic, boardOf } from './board.ts'
import { boardButtons, boardMessage, positionButton, shownPlaces } from './board-message.ts'
import type { LeaderboardStore } from './leaderboard-store.ts'
import { mayPostBoard } from './may-post.ts'
import { streakBegins, streakOf } from './streak.ts'

export type ShowNeeds = BoardNeeds & { readonly leaderboards: Pick<LeaderboardStore, 'wonDays'> }

/** For the one who asks: exact, with the way to other boards. Undefined when the topic's team is none of the workspace. */
export async function privateBoard(topic: BoardTopic, request: Request, needs: ShowNeeds): Promise<Message | undefined> {
  const { workspace, today, say, place } = request
  const board = await boardOf(topic, { workspace, today }, needs)
  if (!board) return undefined
  const [streaks, mayPost] = await Promise.all([streaksOn(board, workspace, today, needs), mayPostBoard(request, topic, needs.workspaces)])
  const postable = mayPost && place.kind === 'channel' && board.entries.length > 0
  return boardMessage(board, { workspace, say, policy: 'exact', streaks }, boardButtons(topic, { workspace, today, say, postable }))
}

/** For a channel, as it may see amounts. Undefined when the topic's team is none of the workspace. */
export async function publicBoard(
  topic: BoardTopic,
  {
    workspace,
    today,
    say,
    policy,
  }: { readonly workspace: Workspace; readonly today: LocalDate; readonly say: Say; readonly policy: AmountPolicy },
  needs: ShowNeeds,
): Promise<Message | undefined> {
  const board = await boardOf(topic, { workspace, today }, needs)
  if (!board) return undefined
  const streaks = await streaksOn(board, workspace, today, needs)
  return boardMessage(board, { workspace, say, policy, streaks }, [positionButton(topic, say)])
}

/** The streaks of those who are shown, as of a day. */
export async function streaksOn(
  { topic, entries }: Board,
  { id, calendar }: Workspace,
  today: LocalDate,
  { leaderboards }: ShowNeeds,
): Promise<ReadonlyMap<MemberId, number>> {
  const members = entries.slice(0, shownPlaces).map(({ member }) => member.id)
  if (members.length === 0) return new Map()
  const asOf = topic.period.to < today ? topic.period.to : today
  const days = await leaderboards.wonDays(id, members, { from: streakBegins(asOf, calendar.weekStart), to: asOf })
  return new Map([...days].map(([member, won]) => [member, streakOf(won, asOf, calendar.weekStart)]))
}
