// On Mondays, to whoever leads people directly: what to talk about with each of them. Who leads many gets a list to choose from.
import { ritual, type Said } from '../../conversation/ritual.ts'
import { localTime } from '../../vocabulary/local-time.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { aboutOneToOne, oneToOneName } from '../one-to-one-agree.ts'
import { directReports } from '../one-to-one-people.ts'

interface Needs {
  readonly workspaces: Pick<WorkspaceStore, 'members' | 'teams' | 'inboxes'>
}

/** Nobody reads more agendas than that on a Monday morning. */
const mostAgendas = 12

export default ritual({
  name: 'one-to-ones',
  title: 'ritual.one-to-ones',
  summary: 'ritual.one-to-ones-about',
  usual: { on: true, rhythm: { every: 'week', on: 1 }, time: localTime('08:00'), catchUp: 4 * 60 },
  zone: 'workspace',
  goesTo: 'managers',
  order: 5,
  async occur({ workspace, slot: { day, time } }, { workspaces }: Needs) {
    const [members, teams] = await Promise.all([workspaces.members(workspace.id), workspaces.teams(workspace)])
    const reports = directReports(members, teams)
    const inboxes = await workspaces.inboxes(workspace, [...reports.keys()])
    return [...reports].flatMap(([manager, reps]): readonly Said[] => {
      const to = inboxes.get(manager)
      if (to === undefined) return []
      if (reps.length > mostAgendas) return [{ name: `list of ${manager}`, to, kind: 'one-to-one-list', about: { manager, day } }]
      return reps.map(({ id }) => {
        const about = aboutOneToOne({ rep: id, day, time }, manager)
        return { name: oneToOneName(id, manager), to, kind: 'one-to-one', about }
      })
    })
  },
})
