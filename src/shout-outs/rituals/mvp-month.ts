// The MVP of the month that ended, on the first working day after it; before the quarter's, where that ended too.
import { ritual } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { periodKey, periodOf, previousPeriod } from '../../vocabulary/period.ts'
import { comesTogether } from '../comes-together.ts'
import mvpQuarter from './mvp-quarter.ts'

export default ritual({
  name: 'mvp-month',
  title: 'ritual.mvp-month',
  summary: 'ritual.mvp-month-about',
  usual: { on: true, rhythm: { every: 'month' }, time: localTime('09:00'), catchUp: 72 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 30,
  async occur({ workspace, slot, to }, _needs: object) {
    const { calendar } = workspace
    const period = periodKey(previousPeriod(periodOf('month', slot.day, calendar), calendar))
    const quarter = comesTogether(mvpQuarter, { workspace, slot, to }) ? 1 : 0
    return [{ name: 'mvp', to, kind: 'mvp', about: { period, quarter } }]
  },
})
