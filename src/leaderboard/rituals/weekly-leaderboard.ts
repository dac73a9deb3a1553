// The week's board and the quarter to date, on the last day of the week.
import { ritual } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'

export default ritual({
  name: 'leaderboard',
  title: 'ritual.leaderboard',
  summary: 'ritual.leaderboard-about',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('16:00'), catchUp: 24 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 10,
  async occur({ slot, to }, _needs: object) {
    return [{ name: 'board', to, kind: 'weekly-board', about: { day: slot.day } }]
  },
})
