// `/log undo [#17]`: the way back. Without a number, the latest thing that the speaker did to any activity.
import { optional } from '../../conversation/argument.ts'
import { command } from '../../conversation/command.ts'
import { Complaint } from '../../conversation/complaint.ts'
import { today } from '../../vocabulary/local-date.ts'
import { activityNumber } from '../activity-argument.ts'
import type { ActivityStore } from '../activity-store.ts'
import { type ChangeActivityNeeds, undoThis } from '../change-activity.ts'
import { activityToChange } from '../may-log.ts'

type Needs = ChangeActivityNeeds & { readonly activities: Pick<ActivityStore, 'lastTouchedBy'> }

/** Milliseconds: what was done longer ago is not what somebody means who names nothing. */
const recently = 24 * 3_600_000

export default command({
  name: 'log undo',
  summary: 'command.log-undo',
  examples: ['/log undo', '/log undo #17'],
  mayUse: 'activities',
  changes: 'with its answer',
  slots: { number: optional(activityNumber) },
  async run(request, values, needs: Needs) {
    const { workspace, speaker, say, now } = request
    const last = values.number === undefined ? await needs.activities.lastTouchedBy(workspace.id, speaker.id) : undefined
    const number = values.number ?? last?.activity.number
    if (number === undefined) throw new Complaint('activity.nothing-of-yours')
    const found = await activityToChange(request, number, needs.activities, needs.workspaces)
    if (last && now - last.at > recently) {
      const date = say.date(today(last.at, workspace.timeZone))
      throw new Complaint('activity.undo-what', { number, date }, { example: `/log undo #${number}` })
    }
    return undoThis({ request, ...found, revision: undefined, replaces: false }, needs)
  },
})
