// *Show the maths* under the agenda of a 1:1.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { lookAtOneToOne, type OneToOneNeeds } from '../one-to-one-look.ts'
import { oneToOneMaths } from '../one-to-one-message.ts'
import { mustBeNear, mustPrepare, type PeopleNeeds } from '../one-to-one-people.ts'
import { readOneToOne } from '../one-to-one-value.ts'

export default action({
  name: 'show-one-to-one-maths',
  mayUse: 'run meetings',
  changes: 'nothing',
  read: readOneToOne,
  async run(request, { rep, day }, needs: OneToOneNeeds & PeopleNeeds) {
    mustBeNear(day, request)
    await mustPrepare(request, rep, needs)
    const found = await lookAtOneToOne(rep, { workspace: request.workspace, day }, needs)
    if (!found) throw new Complaint('one-to-one.gone')
    return { kind: 'message', message: oneToOneMaths(found, request), replaces: false }
  },
})
