// A button with somebody's name: the agenda of the 1:1 with them.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { lookAtOneToOne, type OneToOneNeeds } from '../one-to-one-look.ts'
import { oneToOneMessage } from '../one-to-one-message.ts'
import { mustBeNear, mustPrepare, type PeopleNeeds } from '../one-to-one-people.ts'
import { readOneToOne } from '../one-to-one-value.ts'

export default action({
  name: 'show-one-to-one',
  mayUse: 'run meetings',
  changes: 'nothing',
  read: readOneToOne,
  async run(request, { rep, day }, needs: OneToOneNeeds & PeopleNeeds) {
    const { workspace } = request
    mustBeNear(day, request)
    await mustPrepare(request, rep, needs)
    const [found, members] = await Promise.all([lookAtOneToOne(rep, { workspace, day }, needs), needs.workspaces.members(workspace.id)])
    if (!found) throw new Complaint('one-to-one.gone')
    const people = new Map(members.filter(({ hasLeft }) => !hasLeft).map((member) => [member.id, member]))
    return { kind: 'message', message: oneToOneMessage(found, undefined, people, request), replaces: false }
  },
})
