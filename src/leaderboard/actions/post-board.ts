// *Post here* under a board: shows it to the channel in which it was asked for.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { type Directory, destination } from '../../conversation/platform.ts'
import { message, text } from '../../message/write.ts'
import { periodKey } from '../../vocabulary/period.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { boardTopicOf, readBoard } from '../board-key.ts'
import type { LeaderboardStore } from '../leaderboard-store.ts'
import { mayPostBoard } from '../may-post.ts'

interface Needs {
  readonly leaderboards: Pick<LeaderboardStore, 'post'>
  readonly workspaces: Pick<WorkspaceStore, 'teams'>
  readonly directory: Pick<Directory, 'enter'>
}

export default action({
  name: 'post-board',
  mayUse: 'post boards',
  changes: 'with its answer',
  read: readBoard,
  async run(request, typed, { leaderboards, workspaces, directory }: Needs) {
    const { workspace, installation, place, say, key, now } = request
    const topic = boardTopicOf(typed, request)
    if (!topic || place.kind !== 'channel') throw new Complaint('complaint.button-unknown')
    if (!(await mayPostBoard(request, topic, workspaces))) throw new Complaint('board.not-yours')
    if ((await directory.enter(installation, place.channel)) === 'invite me') throw new Complaint('setup.invite')
    const about = { metric: topic.metric, period: periodKey(topic.period), team: topic.team ?? 0, order: topic.order }
    return leaderboards.post({
      workspace: workspace.id,
      version: workspace.version,
      requestKey: key,
      at: now,
      post: { key: `board/${key}`, to: destination(installation, place.channel), kind: 'board', about, action: { do: 'post' } },
      answer: { kind: 'message', message: message(text(say('board.posted'))), replaces: false },
    })
  },
})
