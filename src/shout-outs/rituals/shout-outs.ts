// The best of the week, just after its board.
import { ritual } from '../../conversation/ritual.ts'
import weeklyLeaderboard from '../../leaderboard/rituals/weekly-leaderboard.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { lastDayTold } from '../../workspaces/week-told.ts'
import { comesTogether } from '../comes-together.ts'

const comes = {
  name: 'shout-outs',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('16:05'), catchUp: 24 * 60 },
} as const

export default ritual({
  ...comes,
  title: 'ritual.shout-outs',
  summary: 'ritual.shout-outs-about',
  zone: 'workspace',
  goesTo: 'channel',
  order: 20,
  async occur({ workspace, slot, to }, _needs: object) {
    const board = comesTogether(weeklyLeaderboard, { workspace, slot, to }) ? 1 : 0
    return [{ name: 'week', to, kind: 'shout-outs', about: { day: lastDayTold(comes, { workspace, slot }), board } }]
  },
})
