// *More* and *Back* under the preview of a split: another page of it, as it would be set now.
import { action } from '../../conversation/action.ts'
import { askedAs, type SplitNeeds } from '../set-split.ts'
import { previewMessage } from '../split-message.ts'
import { planOf } from '../split-plan.ts'

export default action({
  name: 'show-split',
  mayUse: 'targets',
  changes: 'nothing',
  read(value) {
    const [, id, digits] = /^([\w-]{16}):(\d{1,5})$/.exec(value) ?? []
    return id === undefined ? undefined : { id, skip: Number(digits) }
  },
  async run(request, { id, skip }, needs: SplitNeeds) {
    const plan = await planOf(await askedAs(id, request, needs), request, needs)
    return { kind: 'message', message: previewMessage(plan, { id, skip: skip < plan.parts.length ? skip : 0 }, request), replaces: true }
  },
})
