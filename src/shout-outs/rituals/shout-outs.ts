// The best of the week, just after its board.
import { ritual } from '../../conversation/ritual.ts'
import weeklyLeaderboard from '../../leaderboard/rituals/weekly-leaderboard.ts'
import { addDays } from '../../vocabulary/local-date.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { periodKey, periodOf } from '../../vocabulary/period.ts'
import { comesTogether } from '../comes-together.ts'

export default ritual({
  name: 'shout-outs',
  title: 'ritual.shout-outs',
  summary: 'ritual.shout-outs-about',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('16:05'), catchUp: 24 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 20,
  async occur({ workspace, slot, to }, _needs: object) {
    // Moved to a Monday it speaks of the week that ended: the one in which most of the last seven days lie.
    const week = periodKey(periodOf('week', addDays(slot.day, -3), workspace.calendar))
    const board = comesTogether(weeklyLeaderboard, { workspace, slot, to }) ? 1 : 0
    return [{ name: 'week', to, kind: 'shout-outs', about: { week, board } }]
  },
})
