// The week for whoever looks after somebody: how it stands, whom to talk to, and the figures as a file right behind it.
import { ritual, type Said } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import { inCharge, lookedAfter } from '../../workspaces/in-charge.ts'
import { lastDayTold } from '../../workspaces/week-told.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'

interface Needs {
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams' | 'inboxes'>
}

const comes = {
  name: 'digest',
  usual: { on: true, rhythm: { every: 'week', on: 5 }, time: localTime('17:00'), catchUp: 72 * 60 },
} as const

export default ritual({
  ...comes,
  title: 'ritual.digest',
  summary: 'ritual.digest-about',
  zone: 'workspace',
  goesTo: 'managers',
  order: 30,
  async occur(occasion, { workspaces }: Needs) {
    const { workspace } = occasion
    const day = lastDayTold(comes, occasion)
    const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
    const managers = inCharge(members, teams)
      .filter((charge) => lookedAfter(charge, members).length > 0)
      .map(({ manager }) => manager.id)
    const inboxes = await workspaces.inboxes(workspace, managers)
    return managers.flatMap((member): readonly Said[] => {
      const to = inboxes.get(member)
      if (to === undefined) return []
      const about = { member, day }
      return [
        { name: `digest ${member}`, to, kind: 'manager-digest', about },
        { name: `file ${member}`, to, kind: 'manager-digest-file', about },
      ]
    })
  },
})
