// The MVP of the quarter that ended, on the first working day after it.
import { ritual } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { periodKey, periodOf, previousPeriod } from '../../vocabulary/period.ts'

export default ritual({
  name: 'mvp-quarter',
  title: 'ritual.mvp-quarter',
  summary: 'ritual.mvp-quarter-about',
  usual: { on: true, rhythm: { every: 'quarter' }, time: localTime('09:00'), catchUp: 72 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 31,
  async occur({ workspace: { calendar }, slot, to }, _needs: object) {
    const period = periodKey(previousPeriod(periodOf('quarter', slot.day, calendar), calendar))
    return [{ name: 'mvp', to, kind: 'mvp', about: { period, quarter: 0 } }]
  },
})
