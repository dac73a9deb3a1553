// What was won since the last working day, in one line; for who wants it.
import { ritual } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'

export default ritual({
  name: 'pulse',
  title: 'ritual.pulse',
  summary: 'ritual.pulse-about',
  usual: { on: false, rhythm: { every: 'day' }, time: localTime('09:00'), catchUp: 4 * 60 },
  zone: 'workspace',
  goesTo: 'channel',
  order: 5,
  async occur({ slot, to }, _needs: object) {
    return [{ name: 'pulse', to, kind: 'pulse', about: { day: slot.day } }]
  },
})
