// `/dealbell settings`: how everything is set, for everybody to see; with a name and a value an admin changes it.
import { optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import type { Request } from '../../conversation/request.ts'
import { today } from '../../vocabulary/local-date.ts'
import { mayEver } from '../../vocabulary/permissions.ts'
import type { Leads } from '../may-act.ts'
import { mustAct } from '../must-act.ts'
import { settings } from '../settings/all.ts'
import { changesOf, onIn } from '../settings/change-settings.ts'
import { namedSetting } from '../settings/named-setting.ts'
import { type SaveNeeds, saveSettings } from '../settings/save-settings.ts'
import type { Setting } from '../settings/setting.ts'
import { changedMessage, type Past, settingMessage, settingsMessage } from '../settings/settings-message.ts'
import type { WorkspaceStore } from '../workspace-store.ts'

interface Needs extends SaveNeeds {
  readonly workspaces: SaveNeeds['workspaces'] & Pick<WorkspaceStore, 'changesOf' | 'member'> & Leads
}

/** So many changes are told of a setting, the latest first. */
const mostPast = 3

export default command({
  name: 'dealbell settings',
  summary: 'command.dealbell-settings',
  examples: ['/dealbell settings', ...settings.map(({ name, example }) => `/dealbell settings ${name} ${example}`)],
  mayUse: 'look',
  changes: 'with its answer',
  slots: { setting: optional(namedSetting) },
  async run(request, { setting: named }, needs: Needs) {
    const { workspace, speaker, say } = request
    const mayChange = mayEver(speaker.role, 'settings')
    if (!named) return { kind: 'message', message: settingsMessage(workspace, mayChange, say), replaces: false }
    const { setting, choice } = named
    if (!choice) {
      const past = await pastOf(setting, request, needs)
      return { kind: 'message', message: settingMessage(setting, { workspace, mayChange, past }, say), replaces: false }
    }
    await mustAct(request, 'settings', speaker.id, needs.workspaces)
    const changed = changesOf([choice], onIn(request))
    return saveSettings(request, changed, needs, ({ recorded, left, entered }) => ({
      kind: 'message',
      message: changedMessage(
        { changes: changed.changes, recorded, left, invite: entered === 'invite me' && changed.settled.announce },
        say,
      ),
      replaces: false,
    }))
  },
})

async function pastOf({ name }: Setting, { workspace }: Request, { workspaces }: Needs): Promise<readonly Past[]> {
  const changes = await workspaces.changesOf(workspace.id, name, mostPast)
  return Promise.all(
    changes.map(async ({ by, at, ...change }) => ({
      ...change,
      day: today(at, workspace.timeZone),
      name: (await workspaces.member(workspace.id, by))?.name ?? '?',
    })),
  )
}
