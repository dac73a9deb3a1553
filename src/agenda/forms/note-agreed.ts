// What was agreed in a 1:1, sent.
import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import { fieldOf } from '../form-field.ts'
import { type AgreeNeeds, noteAgreed } from '../one-to-one-agree.ts'
import { dueIn } from '../one-to-one-form.ts'
import { mustBeNear } from '../one-to-one-people.ts'
import { readOneToOne } from '../one-to-one-value.ts'

export default form({
  name: 'note-agreed',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read: readOneToOne,
  async run(request, ref, filled, needs: AgreeNeeds) {
    mustBeNear(ref.day, request)
    const by = (['rep', 'manager'] as const).find((one) => one === (filled.who || 'rep'))
    if (by === undefined) throw new Complaint('complaint.button-unknown')
    return noteAgreed(request, ref, { text: fieldOf('what', filled), by, due: dueIn(filled, request) }, needs)
  },
})
