// *Undo* after something was noted in a 1:1, or ticked off.
import { action } from '../../conversation/action.ts'
import { type AgreeNeeds, settleAgreed } from '../one-to-one-agree.ts'
import { mustBeNear } from '../one-to-one-people.ts'
import { readAgreed } from '../one-to-one-value.ts'

export default action({
  name: 'undo-agreed',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read(value) {
    const ref = readAgreed(value)
    return ref?.was === 'open' ? undefined : ref
  },
  async run(request, ref, needs: AgreeNeeds) {
    mustBeNear(ref.under.day, request)
    return settleAgreed(request, ref, needs)
  },
})
