// *Undo* under changed settings: brings back what was, as another change.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { changesOf, onIn, undoing } from '../settings/change-settings.ts'
import { type SaveNeeds, saveSettings } from '../settings/save-settings.ts'
import { changedMessage } from '../settings/settings-message.ts'

export default action({
  name: 'undo-settings',
  mayUse: 'settings',
  changes: 'with its answer',
  read: (value) => (/^\d{1,10}(?:,\d{1,10}){0,30}$/.test(value) ? value.split(',').map(Number) : undefined),
  async run(request, ids, needs: SaveNeeds) {
    const { workspace, reading, say } = request
    const recorded = await needs.workspaces.recordedChanges(workspace.id, ids)
    if (recorded.length < new Set(ids).size) throw new Complaint('complaint.button-unknown')
    const on = onIn(request)
    const changed = changesOf(undoing(recorded, on, reading), on)
    return saveSettings(request, changed, needs, (done) => ({
      kind: 'message',
      message: changedMessage({ changes: changed.changes, recorded: done.recorded, left: done.left, undone: true }, say),
      replaces: true,
    }))
  },
})
