// A topic's button under the settings: opens its form.
import { action } from '../../conversation/action.ts'
import { onIn } from '../settings/change-settings.ts'
import { topics } from '../settings/setting.ts'
import { topicForm } from '../settings/topic-form.ts'

export default action({
  name: 'open-settings',
  mayUse: 'settings',
  changes: 'nothing',
  read: (value) => topics.find((topic) => topic === value),
  run: async (request, topic) => ({ kind: 'form', form: topicForm(topic, onIn(request), request.say) }),
})
