// *Add topic* under an agenda: opens the form.
import { action } from '../../conversation/action.ts'
import { longestItem } from '../agenda-item.ts'
import { meetingValue, readMeeting } from '../agenda-value.ts'

export default action({
  name: 'agenda-topic',
  mayUse: 'agenda items',
  changes: 'nothing',
  read: readMeeting,
  async run({ say }, { circle, day }, _needs: object) {
    return {
      kind: 'form',
      form: {
        name: 'agenda-topic',
        about: meetingValue({ team: circle.team, day }),
        title: say.plain('agenda.form.topic-title'),
        submit: say.plain('button.add'),
        cancel: say.plain('button.cancel'),
        fields: [{ name: 'topic', label: say.plain('agenda.form.topic'), kind: 'line', required: true, longest: longestItem }],
      },
    }
  },
})
