// What a team talks about, before its meeting: in the channel of each team that has one, or where none has in that of the announcements.
import { ritual } from '../../conversation/ritual.ts'
import type { WorkspaceStore } from '../../workspaces/workspace-store.ts'
import { ritualName, usual } from '../agenda-schedule.ts'

export default ritual({
  name: ritualName,
  title: 'ritual.agenda',
  summary: 'ritual.agenda-about',
  usual,
  zone: 'workspace',
  goesTo: 'teams',
  order: 10,
  async occur({ workspace, slot, to }, { workspaces }: { readonly workspaces: Pick<WorkspaceStore, 'teams'> }) {
    const said = (team: number, channel: typeof to) => ({
      name: `team ${team}`,
      to: channel,
      kind: 'agenda',
      about: { team, day: slot.day },
    })
    const own = (await workspaces.teams(workspace)).flatMap(({ id, channel }) => (channel === undefined ? [] : [said(id, channel)]))
    return own.length > 0 ? own : [said(0, to)]
  },
})
