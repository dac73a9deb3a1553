// `/dealbell settings`: how everything is set, for everybody to see; with a name and a value an admin changes it.
import { optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { leastRole, mayEver } from '../../vocabulary/permissions.ts'
import { settings } from '../settings/all.ts'
import { changesOf, onIn } from '../settings/change-settings.ts'
import { namedSetting } from '../settings/named-setting.ts'
import { type SaveNeeds, saveSettings } from '../settings/save-settings.ts'
import { changedMessage, settingMessage, settingsMessage } from '../settings/settings-message.ts'

export default command({
  name: 'dealbell settings',
  summary: 'command.dealbell-settings',
  examples: ['/dealbell settings', ...settings.map(({ name, example }) => `/dealbell settings ${name} ${example}`)],
  mayUse: 'look',
  changes: 'with its answer',
  slots: { named: optional(namedSetting) },
  async run(request, { named }, needs: SaveNeeds) {
    const { workspace, speaker, say } = request
    const mayChange = mayEver(speaker.role, 'settings')
    if (!named) return { kind: 'message', message: settingsMessage(workspace, mayChange, say), replaces: false }
    const { setting, choice } = named
    if (!choice) return { kind: 'message', message: settingMessage(setting, workspace, mayChange, say), replaces: false }
    if (!mayChange) throw new Complaint('complaint.not-permitted', { role: leastRole('settings') })
    const changed = changesOf([choice], onIn(request))
    return saveSettings(request, changed, needs, ({ recorded, left, entered }) => ({
      kind: 'message',
      message: changedMessage({ changes: changed.changes, recorded, left, invite: entered === 'invite me' }, say),
      replaces: false,
    }))
  },
})
