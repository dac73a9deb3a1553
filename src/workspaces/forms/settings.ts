// A topic's settings, sent.
import { form } from '../../conversation/form.ts'
import { changesOf, onIn } from '../settings/change-settings.ts'
import { type SaveNeeds, saveSettings } from '../settings/save-settings.ts'
import { topics } from '../settings/setting.ts'
import { choicesIn } from '../settings/settings-form.ts'
import { changedMessage } from '../settings/settings-message.ts'
import { settingsOfTopic } from '../settings/topic-form.ts'

export default form({
  name: 'settings',
  mayUse: 'settings',
  changes: 'with its answer',
  read: (about) => topics.find((topic) => topic === about),
  async run(request, topic, filled, needs: SaveNeeds) {
    const on = onIn(request)
    const changed = changesOf(choicesIn(filled, settingsOfTopic(topic), on, request.reading), on)
    return saveSettings(
      request,
      changed,
      needs,
      ({ recorded, left, entered }) => ({
        kind: 'message',
        message: changedMessage(
          { changes: changed.changes, recorded, left, invite: entered === 'invite me' && changed.settled.announce },
          request.say,
        ),
        replaces: false,
      }),
      'currency',
    )
  },
})
