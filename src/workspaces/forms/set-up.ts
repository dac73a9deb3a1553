// A step of setting up, sent: stored, and the next one shown; after the last what there is to try, or what was changed.
import { form } from '../../conversation/form.ts'
import type { Answer } from '../../conversation/platform.ts'
import { changesOf, onIn } from '../settings/change-settings.ts'
import { enterAnnounced, type SaveNeeds, saveSettings } from '../settings/save-settings.ts'
import { isLastStep, readSetUpStep, settingsOfStep, setUpForm } from '../settings/set-up-form.ts'
import { choicesIn } from '../settings/settings-form.ts'
import { changedMessage } from '../settings/settings-message.ts'
import { setUpMessage } from '../workspace-message.ts'

export default form({
  name: 'set-up',
  mayUse: 'settings',
  changes: 'with its answer',
  read: readSetUpStep,
  async run(request, { step, first, recorded: earlier }, filled, needs: SaveNeeds) {
    const { installation, workspace, say } = request
    const on = onIn(request)
    const { settled, changes } = changesOf(choicesIn(filled, settingsOfStep(step), on, request.reading), on)
    const last = isLastStep(step)
    const before = last && !first ? await needs.workspaces.recordedChanges(workspace.id, earlier) : []
    const there = last ? await enterAnnounced(installation, settled.announce, needs.directory) : 'unknown'
    return saveSettings(
      request,
      { settled, changes },
      needs,
      ({ recorded, entered }): Answer => {
        const all = [...earlier, ...recorded]
        if (!last) return { kind: 'form', form: setUpForm({ step: step + 1, first, recorded: all }, { ...on, settled }, say) }
        const said = first
          ? setUpMessage({ ...settled, entered: there, first }, say)
          : changedMessage(
              {
                changes: [...before, ...changes],
                recorded: all,
                invite: (there === 'invite me' || entered === 'invite me') && settled.announce,
              },
              say,
            )
        return { kind: 'message', message: said, replaces: false }
      },
      'currency',
    )
  },
})
