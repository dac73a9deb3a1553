// *Undo* under an activity.
import { action } from '../../conversation/action.ts'
import { readSeenActivity } from '../activity-button.ts'
import { type ChangeActivityNeeds, undoThis } from '../change-activity.ts'
import { activityToChange } from '../may-log.ts'

export default action({
  name: 'undo-activity',
  mayUse: 'activities',
  changes: 'with its answer',
  read: readSeenActivity,
  async run(request, { number, revision }, needs: ChangeActivityNeeds) {
    const found = await activityToChange(request, number, needs.activities, needs.workspaces)
    return undoThis({ request, ...found, revision, replaces: true }, needs)
  },
})
