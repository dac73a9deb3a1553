// The agenda of a 1:1, to whoever leads that person directly; nothing where somebody else does by now.
import { post } from '../../conversation/post.ts'
import { sayIn } from '../../languages/speak.ts'
import { managerOf } from '../../workspaces/in-charge.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { lookAtOneToOne, type OneToOneNeeds } from '../one-to-one-look.ts'
import { oneToOneMessage } from '../one-to-one-message.ts'
import { readOneToOne } from '../one-to-one-value.ts'

type Needs = OneToOneNeeds & { readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams'> }

export default post({
  name: 'one-to-one',
  async render({ workspace, about }, needs: Needs) {
    const ref = readOneToOne(`${about.rep}:${about.day}${about.time === undefined ? '' : `T${about.time}`}`)
    if (!ref) return undefined
    const [members, teams] = await Promise.all([needs.workspaces.members(workspace.id), needs.workspaces.teams(workspace)])
    const rep = members.find(({ id }) => id === ref.rep)
    const manager = rep && managerOf(rep, members, teams)
    if (!manager || manager.id !== about.manager) return undefined
    const found = await lookAtOneToOne(ref.rep, { workspace, day: ref.day }, needs)
    const people = new Map(members.filter(({ hasLeft }) => !hasLeft).map((member) => [member.id, member]))
    return found && oneToOneMessage(found, ref.time, people, { workspace, say: sayIn(manager.language) })
  },
})
