// The list of 1:1s of somebody who leads many directly.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { isLocalDate } from '../../vocabulary/local-date.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { oneToOneList } from '../one-to-one-list.ts'
import { directReports } from '../one-to-one-people.ts'

interface Needs {
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams'>
}

export default post({
  name: 'one-to-one-list',
  async render({ workspace, about: { manager: id, day } }, { workspaces }: Needs) {
    const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
    const manager = members.find((member) => member.id === id && !member.hasLeft)
    const reps = manager && directReports(members, teams).get(manager.id)
    if (!reps || typeof day !== 'string' || !isLocalDate(day)) return undefined
    return oneToOneList({ reps, day, skip: 0 }, sayIn(manager.language))
  },
})
