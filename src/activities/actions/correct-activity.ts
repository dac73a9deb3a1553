// *Correct* under an activity: opens the form.
import { action } from '../../conversation/action.ts'
import { readSeenActivity } from '../activity-button.ts'
import { correctionForm } from '../activity-form.ts'
import type { ChangeActivityNeeds } from '../change-activity.ts'
import { activityToChange } from '../may-log.ts'

export default action({
  name: 'correct-activity',
  mayUse: 'activities',
  changes: 'nothing',
  read: readSeenActivity,
  async run(request, { number, revision }, { activities, workspaces }: ChangeActivityNeeds) {
    const { activity } = await activityToChange(request, number, activities, workspaces)
    // Of the revision that was seen: what happened meanwhile is noticed when the form is sent.
    return { kind: 'form', form: correctionForm({ ...activity, revision }, request.say) }
  },
})
