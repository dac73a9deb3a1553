// *Change order* under an agenda: opens the form, a section a line.
import { action } from '../../conversation/action.ts'
import { Complaint } from '../../conversation/complaint.ts'
import type { AgendaStore } from '../agenda-store.ts'
import { meetingValue, readMeeting } from '../agenda-value.ts'
import { meetingToRun, type RunNeeds } from '../run-meeting.ts'
import { namesOf } from '../section-names.ts'

export default action({
  name: 'agenda-order',
  mayUse: 'run meetings',
  changes: 'nothing',
  read: readMeeting,
  async run(request, ref, needs: RunNeeds & { readonly agenda: Pick<AgendaStore, 'posted'> }) {
    const { say, workspace } = request
    await meetingToRun(request, ref, needs)
    const posted = (await needs.agenda.posted(workspace.id, ref.circle)).find(({ day }) => day === ref.day)
    if (!posted) throw new Complaint('agenda.not-posted')
    return {
      kind: 'form',
      form: {
        name: 'agenda-order',
        about: meetingValue({ team: ref.circle.team, day: ref.day }),
        title: say.plain('agenda.form.order-title'),
        submit: say.plain('button.save'),
        cancel: say.plain('button.cancel'),
        fields: [
          {
            name: 'order',
            label: say.plain('agenda.form.order'),
            hint: say.plain('agenda.form.order-hint'),
            kind: 'text',
            required: true,
            longest: 500,
            initial: namesOf(posted.meeting.minutes.order, say).join('\n'),
          },
        ],
      },
    }
  },
})
