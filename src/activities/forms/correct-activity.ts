// The correction of an activity, sent.
import { form } from '../../conversation/form.ts'
import { readSeenActivity } from '../activity-button.ts'
import { readCorrection } from '../activity-form.ts'
import { type ChangeActivityNeeds, correctThis } from '../change-activity.ts'
import { activityToChange } from '../may-log.ts'

export default form({
  name: 'correct-activity',
  mayUse: 'activities',
  changes: 'with its answer',
  read: readSeenActivity,
  async run(request, { number, revision }, filled, needs: ChangeActivityNeeds) {
    const found = await activityToChange(request, number, needs.activities, needs.workspaces)
    return correctThis({ request, ...found, revision, replaces: true }, readCorrection(filled, request), needs)
  },
})
