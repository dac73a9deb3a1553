// The week's board, on the last day of the week.
import { ritual } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { periodKey, periodOf } from '../../vocabulary/period.ts'

export default ritual({
  name: 'leaderboard',
  title: 'ritual.leaderboard',
  summary: 'ritual.leaderboard-about',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('16:00'), catchUp: 24 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 10,
  async occur({ workspace, slot, to }, _needs: object) {
    const period = periodKey(periodOf('week', slot.day, workspace.calendar))
    return [{ name: 'board', to, kind: 'board', about: { metric: 'revenue', period, team: 0, order: 'value' } }]
  },
})
