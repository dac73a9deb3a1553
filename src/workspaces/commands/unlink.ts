// `/dealbell unlink`: separates the chat where it is typed from the team, once that is said again; where wins are announced, another one.
import { command } from '../../conversation/command.ts'
import { isIn } from '../../conversation/mirrored.ts'
import { notSeparated, separateMessage } from '../link-message.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs {
  readonly workspaces: Pick<WorkspaceStore, 'installations'>
}

export default command({
  name: 'dealbell unlink',
  summary: 'command.dealbell-unlink',
  examples: ['/dealbell unlink'],
  mayUse: 'settings',
  changes: 'nothing',
  slots: {},
  async run({ workspace, installation, say }, _values, { workspaces }: Needs) {
    const all = await workspaces.installations(workspace.id)
    if (all.length < 2) throw notSeparated('last')
    const others = all.filter((one) => !isIn(workspace.announce, one))
    const here = others.filter(({ platform, id }) => platform === installation.platform && id === installation.id)
    return { kind: 'message', message: separateMessage(here.length > 0 ? here : others, say), replaces: false }
  },
})
