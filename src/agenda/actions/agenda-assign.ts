// *Assign* at a point of a meeting: opens the form.
import { action } from '../../conversation/action.ts'
import { readPointRef } from '../agenda-value.ts'
import { type AssignNeeds, assignForm } from '../assign.ts'

export default action({
  name: 'agenda-assign',
  mayUse: 'run meetings',
  changes: 'nothing',
  read: readPointRef,
  async run(request, ref, needs: AssignNeeds) {
    return { kind: 'form', form: await assignForm(request, ref, needs) }
  },
})
