// The week's board and the quarter to date, on the last day of the week; moved to the beginning of one, of the week that ended.
import { ritual } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { lastDayTold } from '../../workspaces/week-told.ts'

const comes = {
  name: 'leaderboard',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('16:00'), catchUp: 24 * 60 },
} as const

export default ritual({
  ...comes,
  title: 'ritual.leaderboard',
  summary: 'ritual.leaderboard-about',
  zone: 'workspace',
  goesTo: 'channel',
  order: 10,
  async occur({ workspace, slot, to }, _needs: object) {
    return [{ name: 'board', to, kind: 'weekly-board', about: { day: lastDayTold(comes, { workspace, slot }) } }]
  },
})
