// Who does what by when, sent.
import { form } from '../../conversation/form.ts'
import { readDay } from '../../deals/form-field.ts'
import { readPointRef } from '../agenda-value.ts'
import { type AssignNeeds, assign } from '../assign.ts'
import { fieldOf } from '../form-field.ts'

export default form({
  name: 'agenda-assign',
  mayUse: 'run meetings',
  changes: 'with its answer',
  read: readPointRef,
  run: async (request, ref, filled, needs: AssignNeeds) => {
    const what = fieldOf('what', filled)
    return assign(request, ref, { who: filled.who ?? '', what, due: readDay('due', filled, request) }, needs)
  },
})
