// *Note what we agreed* under the agenda of a 1:1: opens the form.
import { action } from '../../conversation/action.ts'
import { agreedForm } from '../one-to-one-form.ts'
import { mustBeNear, mustPrepare, type PeopleNeeds } from '../one-to-one-people.ts'
import { readOneToOne } from '../one-to-one-value.ts'

export default action({
  name: 'note-agreed',
  mayUse: 'run meetings',
  changes: 'nothing',
  read: readOneToOne,
  async run(request, ref, needs: PeopleNeeds) {
    mustBeNear(ref.day, request)
    const rep = await mustPrepare(request, ref.rep, needs)
    return { kind: 'form', form: agreedForm(ref, rep, request) }
  },
})
