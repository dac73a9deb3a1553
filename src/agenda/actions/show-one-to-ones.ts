// *1:1 agendas* under a digest: whom the speaker leads directly, each with a button that opens theirs.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { oneToOneList } from '../one-to-one-list.ts'
import { directReports, mustBeNear, type PeopleNeeds } from '../one-to-one-people.ts'
import { readList } from '../one-to-one-value.ts'

export default action({
  name: 'show-one-to-ones',
  mayUse: 'run meetings',
  changes: 'nothing',
  read: readList,
  async run(request, { day, skip, turned }, { workspaces }: PeopleNeeds) {
    const { workspace, speaker, say } = request
    mustBeNear(day, request)
    const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
    const reps = directReports(members, teams).get(speaker.id)
    if (!reps) throw new Complaint('one-to-one.nobody')
    return { kind: 'message', message: oneToOneList({ reps, day, skip }, say), replaces: turned }
  },
})
