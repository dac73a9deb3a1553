// *My position* under a board: told to the one who presses alone, also where the board stands in a channel.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { type BoardNeeds, boardOf } from '../board.ts'
import { boardTopicOf, readBoard } from '../board-key.ts'
import type { LeaderboardStore } from '../leaderboard-store.ts'
import { median } from '../position.ts'
import { positionMessage } from '../position-message.ts'

type Needs = BoardNeeds & { readonly leaderboards: Pick<LeaderboardStore, 'lastWins'> }

/** Of how many of the last deals the typical one is taken. */
const lastDeals = 50

export default action({
  name: 'show-position',
  mayUse: 'look',
  changes: 'nothing',
  read: readBoard,
  async run(request, typed, needs: Needs) {
    const { workspace, speaker, today } = request
    const topic = boardTopicOf(typed, request)
    const [board, wins] = await Promise.all([
      topic && boardOf(topic, { workspace, today, shown: speaker.id }, needs),
      typed.metric === 'revenue' ? needs.leaderboards.lastWins(workspace.id, speaker.id, lastDeals) : [],
    ])
    if (!board) throw new Complaint('complaint.button-unknown')
    return { kind: 'message', message: positionMessage(board, request, median(wins)), replaces: false }
  },
})
