// *Done* beside something that was agreed in a 1:1.
import { action } from '../../conversation/action.ts'
import { type AgreeNeeds, settleAgreed } from '../one-to-one-agree.ts'
import { mustBeNear } from '../one-to-one-people.ts'
import { readAgreed } from '../one-to-one-value.ts'

export default action({
  name: 'do-agreed',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read(value) {
    const ref = readAgreed(value)
    return ref?.was === 'open' ? ref : undefined
  },
  async run(request, ref, needs: AgreeNeeds) {
    mustBeNear(ref.under.day, request)
    return settleAgreed(request, ref, needs)
  },
})
